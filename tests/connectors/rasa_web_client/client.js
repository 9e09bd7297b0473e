// A web client made for Rasa: what rasa-webchat and its like do over their line, with socket.io-client as it comes.
//
// Run: node client.js URL [SESSION_ID]. A line on stdin is said; {"event", "data"} comes out for each thing heard.
'use strict';

const readline = require('readline');
const { io } = require('socket.io-client');

const [url, kept] = process.argv.slice(2);
const socket = io(url, { reconnection: false }); // path, transports and upgrade as they are
const tell = (event, data) => process.stdout.write(`${JSON.stringify({ event, data })}\n`);
let session = kept ?? null;

socket.on('connect', () => socket.emit('session_request', { session_id: session }));
socket.on('session_confirm', (given) => {
  session = given;
  tell('session_confirm', given);
});
socket.on('bot_uttered', (said) => tell('bot_uttered', said));
socket.on('connect_error', (error) => {
  tell('connect_error', error.message);
  process.exit(1);
});
socket.io.engine.on('upgrade', (transport) => tell('upgrade', transport.name));

const typed = readline.createInterface({ input: process.stdin });
typed.on('line', (message) => socket.emit('user_uttered', { message, customData: { language: 'nl' }, session_id: session }));
typed.on('close', () => socket.disconnect());
