import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const coinbase = by('Coinbase', 'api.coinbase.com', 'api.exchange.coinbase.com');
const kucoin = by('KuCoin', 'api.kucoin.com');
const bittrex = by('Bittrex', 'api.bittrex.com');
const bybit = by('Bybit', 'api.bybit.com');

/** Credentials of exchanges, of which each can move money. */
export const exchangeRules = [
  contextual(
    'coinbase-token',
    'Coinbase access token',
    ['coinbase'],
    shaped('[A-Za-z0-9_-]{64}', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2)),
    coinbase,
  ),
  contextual(
    'coinbase-key',
    'Coinbase API key or secret',
    ['coinbase'],
    shaped('(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9]{16,32})', 'k3Lr9vT4bN8cWmK1', 88),
    coinbase,
  ),
  contextual(
    'binance-key',
    'Binance API key or secret',
    ['binance'],
    of('alphanumeric', 64),
    by('Binance', 'api.binance.com', 'fapi.binance.com'),
  ),
  contextual(
    'kraken-key',
    'Kraken API secret',
    ['kraken'],
    of('base64', 80, 90),
    by('Kraken', 'api.kraken.com'),
  ),
  contextual('kucoin-token', 'KuCoin API key', ['kucoin'], of('hex', 24), kucoin),
  contextual('kucoin-secret', 'KuCoin API secret', ['kucoin'], uuid, kucoin),
  contextual('bittrex-key', 'Bittrex API key or secret', ['bittrex'], of('alphanumeric', 32), bittrex),
  contextual('bybit-key', 'Bybit API key or secret', ['bybit'], of('alphanumeric', 18, 36), bybit),
  contextual('okx-secret', 'OKX API secret', ['okx', 'okex'], of('anyHex', 32), by('OKX', 'www.okx.com')),
  contextual(
    'bitfinex-key',
    'Bitfinex API key or secret',
    ['bitfinex'],
    of('alphanumeric', 43),
    by('Bitfinex', 'api.bitfinex.com'),
  ),
  contextual(
    'gemini-exchange-key',
    'Gemini exchange key',
    ['gemini'],
    shaped('(?:master|account)-[A-Za-z0-9]{20}', fake('account-', 'k3Lr9vT4bN8cWmK1pZ7s'), 28),
    by('Gemini', 'api.gemini.com'),
  ),
  contextual(
    'bitget-mexc-key',
    'Bitget or MEXC API key',
    ['bitget', 'mexc', 'gateio'],
    of('alphanumeric', 32, 64),
    by('Exchanges', 'api.bitget.com', 'api.mexc.com', 'api.gateio.ws'),
  ),
  contextual('alpaca-key', 'Alpaca trading secret', ['alpaca', 'apca'], of('alphanumeric', 40, 44), {
    ...by('Alpaca', 'api.alpaca.markets', 'paper-api.alpaca.markets'),
    words: 'secret',
  }),
];
