// The complete public surface of @sallyport/proxy. Named exports only.
export { commandFile as sallyportCommand } from './places.js';
