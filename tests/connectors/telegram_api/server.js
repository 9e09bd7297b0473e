// A Bot API for the tests: the package telegram-test-api keeps chats and updates; this adds what it lacks of Telegram
// (methods, the secret header, update offsets, trying again) and refuses what Telegram would refuse.
//
// Run: node server.js PORT TOKEN. For the tests only: POST /test/fail {method, times, status, body} lets calls of a
// method fail, GET /test/calls tells what was called, in order.
'use strict';

const express = require('express');
const axios = require('axios');
const TelegramServer = require('telegram-test-api');

const [port, token] = [Number(process.argv[2]), process.argv[3]];
const RETRY_MS = 100;

const formatUpdate = TelegramServer.formatUpdate;
TelegramServer.formatUpdate = (update) => {
  const formatted = formatUpdate(update);
  if (formatted.callback_query) formatted.callback_query.chat_instance = '1'; // the package forgets it
  return formatted;
};

class BotApi extends TelegramServer {
  addBotMessage(raw, botToken) {
    // The package gives back all it was sent, and the date in milliseconds.
    const { message_id, date, chat, text, reply_markup } = super.addBotMessage(raw, botToken);
    calls[calls.length - 1].message_id = message_id;
    return { message_id, date: Math.floor(date / 1000), chat, text, reply_markup };
  }

  // Telegram brings an update again until it is taken, and then the next; with the secret that setWebhook was given.
  async addUserUpdate(update) {
    const hook = this.webhooks[update.botToken];
    if (!hook) return super.addUserUpdate(update);
    const body = TelegramServer.formatUpdate(update);
    this.updateId += 1;
    const headers = { 'X-Telegram-Bot-Api-Secret-Token': hook.secret_token };
    this.bringing = (this.bringing || Promise.resolve()).then(() => BotApi.bring(hook.url, body, headers));
    return this.bringing;
  }

  static async bring(url, body, headers) {
    for (;;) {
      const answer = await axios.post(url, body, { headers, validateStatus: () => true }).catch(() => null);
      if (answer && answer.status < 300) return undefined;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  // What lies before the offset is confirmed and forgotten; the rest is given again.
  updatesFrom(offset) {
    this.storage.userMessages = this.storage.userMessages.filter((update) => update.updateId >= offset);
    return this.storage.userMessages.map((update) => TelegramServer.formatUpdate(update));
  }
}

const api = new BotApi({ port, host: '127.0.0.1' });
const calls = [];
const failures = [];

function parsed(value) {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

// The documented limits; undefined when all is well.
function fault(method, body) {
  if (method === 'sendMessage') {
    if (!body.text) return 'Bad Request: message text is empty';
    if ([...body.text].length > 4096) return 'Bad Request: message is too long';
    if (body.parse_mode) return 'Bad Request: our texts are plain';
  }
  const rows = body.reply_markup ? parsed(body.reply_markup).inline_keyboard : [];
  const buttons = rows.flat();
  if (buttons.length > 100 || rows.some((row) => row.length > 8)) return 'Bad Request: reply markup is too long';
  const sizes = buttons.map((button) => Buffer.byteLength(button.callback_data || ''));
  if (sizes.some((size) => size < 1 || size > 64)) return 'Bad Request: BUTTON_DATA_INVALID';
  return undefined;
}

const OWN_METHODS = {
  getMe: () => ({ id: Number(token.split(':')[0]), is_bot: true, first_name: 'Bijsturen', username: 'bijsturen_bot' }),
  setMyCommands: () => true,
  setMyShortDescription: () => true,
  sendChatAction: () => true,
  answerCallbackQuery: () => true,
  leaveChat: () => true,
  deleteWebhook: () => { api.deleteWebhook(token); return true; },
  setWebhook: (body) => { api.setWebhook(body, token); return true; },
  editMessageReplyMarkup: (body) => {
    api.editMessageReplyMarkup({ ...body, reply_markup: body.reply_markup || { inline_keyboard: [] } });
    return true;
  },
  editMessageText: (body) => {
    api.editMessageText({ ...body, reply_markup: body.reply_markup || { inline_keyboard: [] } });
    return true;
  },
  getUpdates: async (body) => {
    const until = Date.now() + 1000 * Number(body.timeout || 0);
    for (;;) {
      const updates = api.updatesFrom(Number(body.offset || 0));
      if (updates.length || Date.now() >= until) return updates;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
};

const app = express();
app.use(express.json(), express.urlencoded({ extended: true }));
app.get('/test/calls', (req, res) => res.json(calls));
app.post('/test/fail', (req, res) => { failures.push(req.body); res.json({}); });
app.all('/bot:token/:method', async (req, res, next) => {
  const { method } = req.params;
  if (req.params.token !== token) {
    res.status(401).json({ ok: false, error_code: 401, description: 'Unauthorized' });
    return;
  }
  if (method !== 'getUpdates') calls.push({ method, at: Date.now(), ...req.body });
  const failure = failures.find((one) => one.method === method && one.times > 0);
  if (failure) {
    failure.times -= 1;
    res.status(failure.status).json({ ok: false, error_code: failure.status, ...failure.body });
    return;
  }
  const wrong = fault(method, req.body);
  if (wrong) {
    res.status(400).json({ ok: false, error_code: 400, description: wrong });
    return;
  }
  if (OWN_METHODS[method]) res.json({ ok: true, result: await OWN_METHODS[method](req.body) });
  else next();
});
app.use(api.webServer);
api.webServer = app;
api.start().then(() => console.log('ready'));
