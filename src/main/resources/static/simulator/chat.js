// The chat page: who there is, what was said, and what a person does. All that is done goes to the platform, which
// sends it to the bot's webhook; all that is shown comes back by the stream.

import { ask } from './dialogs.js';
import { line, node } from './messages.js';

const byId = id => document.getElementById(id);
const [log, quick, text] = ['log', 'quick', 'text'].map(byId);
const SEEN = 'simulator-seen';

const state = { epoch: '', bot: '', chats: new Map(), open: null, last: 0, speaker: null };

// ---- who there is

async function load() {
  const answer = await (await fetch('/simulator/chats')).json();
  state.epoch = answer.epoch;
  state.bot = answer.bot;
  const remembered = JSON.parse(localStorage.getItem(SEEN) ?? '{}');
  const seen = remembered.epoch === answer.epoch ? remembered.seen : {};
  const names = new Map(answer.people.map(person => [person.id, person.name]));
  for (const person of answer.people) {
    state.chats.set(person.id, { ...person, members: [person.id], entries: [], seen: seen[person.id] ?? 0 });
  }
  for (const group of answer.groups) {
    const about = group.members.map(id => names.get(id)).join(', ');
    state.chats.set(group.id, { ...group, about, group: true, bond: 'FRIEND', entries: [], seen: seen[group.id] ?? 0 });
  }
  byId('mention-name').textContent = `@${answer.bot}`;
}

const unread = chat => chat.entries.filter(entry => !entry.from && entry.how !== 'NOTE' && entry.seq > chat.seen).length;

function drawList() {
  byId('chat-list').replaceChildren(...[...state.chats.values()].map(chat => {
    const item = document.createElement('li');
    const button = node('button', 'chat', '');
    button.type = 'button';
    button.dataset.chat = chat.id;
    if (chat === state.open) button.setAttribute('aria-current', 'true');
    const face = node('span', chat.group ? 'face group' : 'face', [...chat.name.replace(/^(นางสาว|นาง|นาย|กลุ่ม|Ms )/, '')][0]);
    face.setAttribute('aria-hidden', 'true');
    const words = node('span', 'words', '');
    words.append(node('span', 'name', chat.name), node('span', 'about', chat.about));
    const last = chat.entries.findLast(entry => entry.preview);
    if (last) words.append(node('span', 'preview', last.preview));
    button.append(face, words);
    const count = unread(chat);
    if (count > 0) {
      const badge = node('span', 'badge', count);
      badge.setAttribute('aria-label', `ยังไม่อ่าน ${count} ข้อความ`);
      button.append(badge);
    }
    button.addEventListener('click', () => { location.hash = chat.id; });
    item.append(button);
    return item;
  }));
  const elsewhere = [...state.chats.values()].filter(chat => chat !== state.open).reduce((sum, chat) => sum + unread(chat), 0);
  byId('back-badge').textContent = elsewhere;
  byId('back-badge').hidden = elsewhere === 0;
}

// ---- one chat

function open(id) {
  state.open = state.chats.get(id) ?? null;
  document.body.classList.toggle('in-chat', state.open !== null);
  byId('chat').hidden = state.open === null;
  byId('notices').replaceChildren();
  if (state.open) {
    const chat = state.open;
    state.speaker = chat.members[0];
    byId('title').textContent = chat.group ? chat.name : state.bot;
    byId('subtitle').replaceChildren(
      ...(chat.group ? [] : [node('span', 'part', `ในนาม ${chat.name}`)]), node('span', 'part', chat.about));
    byId('group-bar').hidden = !chat.group;
    byId('speaker').replaceChildren(...chat.members.map(member => new Option(state.chats.get(member).name, member)));
    log.lang = chat.language ?? 'th';
    drawLog();
    tray(false);
    read(chat);
    drawControls();
  }
  drawList();
}

function drawLog() {
  log.replaceChildren(...state.open.entries.map(drawEntry));
  toEnd();
}

function drawEntry(entry) {
  const mine = entry.from === state.speaker;
  const name = state.open.group && !mine ? (state.chats.get(entry.from)?.name ?? state.bot) : null;
  return line(entry, mine, name, act);
}

// What depends on the last line and on the bond: quick replies, the composer, the button to add or block
function drawControls() {
  const chat = state.open;
  const blocked = chat.bond === 'BLOCKED';
  const bond = byId('bond');
  bond.hidden = Boolean(chat.group);
  bond.textContent = { STRANGER: 'เพิ่มเพื่อน', FRIEND: 'บล็อก', BLOCKED: 'ปลดบล็อก' }[chat.bond];
  bond.classList.toggle('plain', chat.bond === 'FRIEND');
  for (const id of ['text', 'send', 'more']) byId(id).disabled = blocked;
  text.placeholder = blocked ? 'บล็อกอยู่ ส่งข้อความไม่ได้' : 'พิมพ์ข้อความ';
  const items = blocked ? [] : chat.entries.at(-1)?.message.quickReply?.items ?? [];
  quick.hidden = items.length === 0;
  quick.replaceChildren(...items.map(({ action }) => {
    const chip = node('button', 'chip', action.label);
    chip.type = 'button';
    chip.addEventListener('click', () => act(action));
    return chip;
  }));
  quick.scrollLeft = 0;
}

function read(chat) {
  chat.seen = state.last;
  const seen = Object.fromEntries([...state.chats.values()].map(each => [each.id, each.seen]));
  localStorage.setItem(SEEN, JSON.stringify({ epoch: state.epoch, seen }));
}

const toEnd = () => { log.scrollTop = log.scrollHeight; };

// a picture grows when it has come: stay at the end, unless the reader has scrolled away from it
log.addEventListener('load', event => {
  if (log.scrollHeight - log.scrollTop - log.clientHeight < event.target.height + 50) toEnd();
}, true);

function tray(shown) {
  byId('tray').hidden = !shown;
  byId('more').setAttribute('aria-expanded', String(shown));
}

// ---- what a person does

let doing = Promise.resolve();

// One after another, in the order done
function does(deed) {
  const body = JSON.stringify({ who: state.speaker, chat: state.open.id, ...deed });
  doing = doing.then(async () => {
    try {
      const answer = await fetch('/simulator/deeds', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      notice('ส่งไม่สำเร็จ ตรวจสอบว่าโปรแกรมยังทำงานอยู่');
    }
  });
}

async function openDialog(kind) {
  tray(false);
  const deed = await ask(kind);
  if (deed) does(deed);
}

function act(action) {
  const kinds = {
    message: () => does({ type: 'text', text: action.text }),
    postback: () => {
      does({ type: 'tap', data: action.data, displayText: action.displayText ?? action.text ?? null });
      if (action.fillInText) {
        text.value = action.fillInText;
        text.focus();
      }
    },
    uri: () => { if (/^(https?:|tel:)/i.test(action.uri)) window.open(action.uri, '_blank', 'noopener'); },
    clipboard: () => navigator.clipboard.writeText(action.clipboardText),
    camera: () => openDialog('photo'),
    cameraRoll: () => openDialog('photo'),
    location: () => openDialog('place'),
  };
  kinds[action.type]();
}

byId('composer').addEventListener('submit', event => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  does({ type: 'text', text: words, mention: Boolean(state.open.group) && byId('mention').checked });
  text.value = '';
  grow();
  text.focus();
});

// Enter sends, Shift+Enter breaks the line; an Enter that ends the choosing of a word does neither
text.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId('composer').requestSubmit();
  }
});

function grow() {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 132)}px`;
}
text.addEventListener('input', grow);

byId('more').addEventListener('click', () => tray(byId('tray').hidden));
for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => openDialog(button.dataset.open));
}
byId('back').addEventListener('click', () => { location.hash = ''; });
byId('bond').addEventListener('click', () => does({ type: state.open.bond === 'FRIEND' ? 'unfollow' : 'follow' }));
byId('speaker').addEventListener('change', event => {
  state.speaker = event.target.value;
  drawLog();
});
window.addEventListener('hashchange', () => open(location.hash.slice(1)));

// ---- what is heard

function notice(words, chat) {
  const drawn = chat ? node('button', 'notice', words) : node('p', 'notice', words);
  if (chat) {
    drawn.type = 'button';
    drawn.addEventListener('click', () => { location.hash = chat.id; });
  }
  byId('notices').replaceChildren(drawn);
  setTimeout(() => drawn.remove(), 8000);
}

let typingEnds = 0;

function hear(entry) {
  if (entry.seq <= state.last) return;
  state.last = entry.seq;
  const chat = state.chats.get(entry.chat);
  if (!chat) return;
  chat.entries.push(entry);
  if (entry.how === 'NOTE' && entry.message.note === 'follow') chat.bond = 'FRIEND';
  if (entry.how === 'NOTE' && entry.message.note === 'unfollow') chat.bond = 'BLOCKED';
  if (chat === state.open) {
    byId('typing')?.remove();
    log.append(drawEntry(entry));
    read(chat);
    drawControls();
    toEnd();
  } else if (entry.how === 'PUSH' && entry.seq > chat.seen) {
    notice(`🔔 ${chat.name}: ${entry.preview}`, chat);
  }
  drawList();
}

function typing({ chat, seconds }) {
  if (chat !== state.open?.id) return;
  byId('typing')?.remove();
  const dots = node('li', 'theirs', '');
  dots.id = 'typing';
  dots.append(node('div', 'bubble', 'กำลังพิมพ์…'));
  log.append(dots);
  toEnd();
  clearTimeout(typingEnds);
  typingEnds = setTimeout(() => dots.remove(), seconds * 1000);
}

function listen() {
  // comes back by itself, and says then what it heard last
  const stream = new EventSource('/simulator/stream');
  stream.addEventListener('hello', event => {
    if (JSON.parse(event.data).epoch !== state.epoch) location.reload();
    document.body.dataset.listening = 'true';
  });
  stream.addEventListener('entry', event => hear(JSON.parse(event.data)));
  stream.addEventListener('typing', event => typing(JSON.parse(event.data)));
}

await load();
open(location.hash.slice(1) || (matchMedia('(min-width: 56rem)').matches ? [...state.chats.keys()][0] : ''));
listen();
