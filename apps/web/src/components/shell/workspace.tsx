'use client';

import '@/client/interpret-schemas';
import type { BackendStatus, ConversationSummary, DatasetSummary } from '@sallyport/agent';
import { useCallback, useEffect, useState } from 'react';
import { requestJson } from '@/client/request-json';
import { useNavigation } from '@/client/use-navigation';
import { useResource } from '@/client/use-resource';
import { useSession } from '@/client/use-session';
import type { FindingView } from '@/lib/message-view';
import { ChatPane } from '../chat/chat-pane';
import { ConversationView } from '../chat/conversation-view';
import { DatasetPreview } from '../datasets/dataset-preview';
import { TrustPanel } from '../trust/trust-panel';
import { Drawer } from '../ui/drawer';
import { Rail } from './rail';
import { TopBar } from './top-bar';

type Sheet = 'menu' | 'trust' | { dataset: string } | undefined;

const noFindings: FindingView[] = [];

/** The whole page: the rail, the conversation that the address names, and the sheets that slide over them. */
export function Workspace() {
  const navigation = useNavigation();
  const session = useSession(navigation);
  const conversations = useResource<{ conversations: ConversationSummary[] }>('/api/conversations');
  const datasets = useResource<{ datasets: DatasetSummary[] }>('/api/datasets');
  const suggestions = useResource<{ suggestions: string[] }>('/api/suggestions');
  const status = useResource<BackendStatus>('/api/status');
  const [sheet, setSheet] = useState<Sheet>();
  const [findings, setFindings] = useState(noFindings);
  const [draft, setDraft] = useState({ text: '' });

  const refreshConversations = conversations.refresh;
  const refreshStatus = status.refresh;
  const adopt = session.adopt;
  const close = useCallback(() => setSheet(undefined), []);
  const onConversation = useCallback(
    (id: string) => {
      adopt(id);
      refreshConversations();
    },
    [adopt, refreshConversations],
  );
  // An answer that grows is no news here: only what the guard found is.
  const onFindings = useCallback((found: FindingView[]) => {
    setFindings((known) => (isSameFindings(known, found) ? known : found));
  }, []);
  const onFinish = useCallback(() => {
    refreshConversations();
    refreshStatus();
  }, [refreshConversations, refreshStatus]);

  // What could not be fetched while the data server was away is fetched once it is back.
  const reachable = status.data?.mcp.reachable === true;
  const missing = datasets.error !== undefined;
  const refreshDatasets = datasets.refresh;
  const refreshSuggestions = suggestions.refresh;
  useEffect(() => {
    if (!reachable || !missing) return;
    refreshDatasets();
    refreshSuggestions();
  }, [reachable, missing, refreshDatasets, refreshSuggestions]);

  useEffect(() => {
    window.addEventListener('focus', refreshStatus);
    return () => window.removeEventListener('focus', refreshStatus);
  }, [refreshStatus]);

  const open = (id: string | undefined) => {
    close();
    setFindings(noFindings);
    setDraft({ text: '' });
    session.open(id);
  };
  const remove = async (id: string) => {
    await requestJson(`/api/conversations/${encodeURIComponent(id)}`, { method: 'DELETE' }).finally(
      refreshConversations,
    );
    if (id === session.id) open(undefined);
  };

  const rename = (id: string, title: string) =>
    requestJson(`/api/conversations/${encodeURIComponent(id)}`, { method: 'PATCH', json: { title } }).finally(
      refreshConversations,
    );

  const title = conversations.data?.conversations.find(({ id }) => id === session.id)?.title ?? 'New chat';
  useEffect(() => {
    document.title = session.id ? `${title} · Sallyport` : 'Sallyport';
  }, [title, session.id]);

  const rail = (
    <Rail
      conversations={conversations}
      datasets={datasets}
      suggestions={suggestions.data?.suggestions ?? []}
      activeId={session.id}
      onNew={() => open(undefined)}
      onOpen={open}
      onRename={(id, name) => void rename(id, name)}
      onDelete={(id) => void remove(id)}
      onOpenDataset={(dataset) => setSheet({ dataset })}
      onSuggestion={(text) => {
        close();
        setDraft({ text });
        document.querySelector<HTMLTextAreaElement>('#question')?.focus();
      }}
    />
  );
  const pane = {
    status,
    suggestions,
    draft,
    onConversation,
    onFinish,
    onFindings,
    onOpenTrust: () => setSheet('trust'),
  };
  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#question"
        className="bg-accent text-on-accent sr-only z-20 rounded-lg px-4 py-2 text-sm focus:not-sr-only focus:absolute focus:top-3 focus:left-3"
      >
        Skip to the question
      </a>
      <aside className="border-line hidden w-68 shrink-0 border-r lg:block">{rail}</aside>
      <main className="flex min-w-0 flex-1 flex-col">
        <TopBar
          title={title}
          findings={findings.length}
          onMenu={() => setSheet('menu')}
          onTrust={() => setSheet('trust')}
        />
        {session.stored && session.id !== undefined ? (
          <ConversationView
            key={session.key}
            conversationId={session.id}
            onNew={() => open(undefined)}
            {...pane}
          />
        ) : (
          <ChatPane
            key={session.key}
            conversationId={undefined}
            initialMessages={[]}
            resume={false}
            {...pane}
          />
        )}
      </main>
      <Drawer open={sheet === 'menu'} onClose={close} side="left" title="Menu" width="w-[min(20rem,86vw)]">
        {rail}
      </Drawer>
      <Drawer open={sheet === 'trust'} onClose={close} side="right" title="Trust">
        <TrustPanel status={status.data} error={status.error} findings={findings} />
      </Drawer>
      <Drawer
        open={typeof sheet === 'object'}
        onClose={close}
        side="right"
        title={typeof sheet === 'object' ? sheet.dataset : ''}
        width="w-[min(44rem,96vw)]"
      >
        {typeof sheet === 'object' && <DatasetPreview name={sheet.dataset} />}
      </Drawer>
    </div>
  );
}

function isSameFindings(one: FindingView[], other: FindingView[]): boolean {
  return one.length === other.length && one.every(({ id }, index) => id === other[index]?.id);
}
