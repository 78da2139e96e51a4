// Draws one line of a chat. Texts go in as text, never as HTML.

import { flex } from './flex.js';
import { STICKERS } from './dialogs.js';

const NOTES = {
  follow: 'เพิ่มเพื่อนแล้ว',
  unfollow: 'บล็อกบอตแล้ว ข้อความจากบอตจะไม่มาถึง',
  unsend: 'ยกเลิกข้อความแล้ว',
  join: 'บอตเข้าร่วมกลุ่มแล้ว',
  'no answer': 'บอตไม่ตอบรับข้อความนี้ (หมดเวลา 2 วินาที หรือเชื่อมต่อไม่ได้)',
};

const CLOCK = new Intl.DateTimeFormat('th', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Bangkok' });

const DRAW = {
  text: message => bubble(message.text),
  flex: (message, act) => flex(message.contents, act),
  image: message => picture(message.previewImageUrl ?? `/simulator/photos/${encodeURIComponent(message.id)}`),
  location: place,
  sticker: message => {
    const known = STICKERS.find(sticker => sticker.stickerId === message.stickerId);
    const drawn = node('div', 'sticker', known?.sign ?? '🙂');
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', `สติกเกอร์ ${known?.name ?? ''}`);
    return drawn;
  },
};

// entry: as the stream tells it. name: who said it, or null where that is plain. act: what a tapped action does.
export function line(entry, mine, name, act) {
  const item = document.createElement('li');
  item.dataset.how = entry.how;
  if (entry.how === 'NOTE') {
    item.className = 'note';
    item.append(node('p', '', NOTES[entry.message.note] ?? `บอตตอบกลับว่า ${entry.message.note} จึงถือว่ายังไม่ได้รับข้อความ`));
    return item;
  }
  item.className = mine ? 'mine' : 'theirs';
  if (name) item.append(node('p', 'who', name));
  if (entry.how === 'PUSH') {
    item.append(node('p', 'locked', `🔔 บนจอล็อก: ${entry.preview}`));
  }
  item.append(DRAW[entry.message.type](entry.message, act));
  item.append(node('p', 'time', CLOCK.format(entry.at)));
  return item;
}

export function node(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

const bubble = text => node('div', 'bubble', text);

function picture(url) {
  const image = document.createElement('img');
  image.className = 'photo';
  image.src = url;
  image.alt = 'รูปภาพ';
  return image;
}

function place(message) {
  const drawn = node('div', 'bubble place', '');
  drawn.append(
    node('p', 'place-title', `📍 ${message.title ?? 'ตำแหน่ง'}`),
    ...(message.address ? [node('p', '', message.address)] : []),
    node('p', 'place-numbers', `${message.latitude}, ${message.longitude}`));
  return drawn;
}
