import type { CallToolResult, MCPServer } from '@openai/agents';
import { isAbort, isProtocolError, isTimeout, McpConnectionError } from './failures.js';
import { ResultServer, wholeResult, type CallArguments } from './result-server.js';
import type { McpTool } from './tool.js';

/**
 * An MCP server whose connection is made at the first use, once for all who ask at the same time, and made again after
 * it failed. A request that failed with its connection is sent once more: the tools of this project only read.
 */
export class ReconnectingMcpServer extends ResultServer implements MCPServer {
  readonly cacheToolsList = false;
  #connection: Promise<MCPServer> | undefined;
  #closed = false;

  constructor(
    readonly name: string,
    private readonly create: () => Promise<MCPServer>,
  ) {
    super();
  }

  async connect(): Promise<void> {
    await this.#withConnection(() => Promise.resolve());
  }

  listTools(): Promise<McpTool[]> {
    return this.#withConnection((server) => server.listTools());
  }

  callToolResult(...call: CallArguments): Promise<CallToolResult> {
    return this.#withConnection((server) => wholeResult(server, call));
  }

  async invalidateToolsCache(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    await connection?.invalidateToolsCache();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#drop();
  }

  async #withConnection<Result>(use: (server: MCPServer) => Promise<Result>): Promise<Result> {
    try {
      return await this.#tryTwice(use);
    } catch (error) {
      if (isProtocolError(error) || isAbort(error)) throw error;
      throw new McpConnectionError(this.name, error);
    }
  }

  async #tryTwice<Result>(use: (server: MCPServer) => Promise<Result>): Promise<Result> {
    const server = await this.#connected();
    try {
      return await use(server);
    } catch (error) {
      if (this.#closed || isProtocolError(error) || isTimeout(error) || isAbort(error)) throw error;
      await this.#drop(server);
      return use(await this.#connected());
    }
  }

  #connected(): Promise<MCPServer> {
    if (this.#closed) return Promise.reject(new Error(`The connection to ${this.name} is closed.`));
    if (this.#connection) return this.#connection;
    const connection = this.#open();
    this.#connection = connection;
    connection.catch(() => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    return connection;
  }

  async #open(): Promise<MCPServer> {
    const server = await this.create();
    await server.connect();
    return server;
  }

  /** Closes the connection: this one only, where it is given and another has taken its place. */
  async #drop(server?: MCPServer): Promise<void> {
    const connection = this.#connection;
    const current = await connection?.catch(() => undefined);
    if (!current || (server && server !== current)) return;
    if (this.#connection === connection) this.#connection = undefined;
    // A connection that is being given up may fail to say goodbye; there is nothing left to do about it.
    await current.close().catch(() => undefined);
  }
}
