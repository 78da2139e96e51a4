// The dialogs in which a person picks what to send. Each gives a deed, or null when it was closed.

const PLACES = [
  ['ที่ทำการกำนันลาดหญ้า (สมมติ)', 'ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี 71190', 14.1217, 99.4264],
  ['ตลาดบ้านใต้ (สมมติ)', 'ต.บ้านใต้ อ.เมืองกาญจนบุรี จ.กาญจนบุรี 71000', 14.0186, 99.5336],
  ['ศาลาประชาคมท่าเสา (สมมติ)', 'ต.ท่าเสา อ.ไทรโยค จ.กาญจนบุรี 71150', 14.2239, 99.0653],
  ['วัดในท่าขนุน (สมมติ)', 'ต.ท่าขนุน อ.ทองผาภูมิ จ.กาญจนบุรี 71180', 14.7403, 98.6322],
];

// the bot is told the numbers; what they look like is LINE's, so a sign stands for each
export const STICKERS = [
  { packageId: '446', stickerId: '1988', sign: '👍', name: 'เยี่ยม' },
  { packageId: '446', stickerId: '1989', sign: '🙏', name: 'ขอบคุณ' },
  { packageId: '446', stickerId: '1990', sign: '😊', name: 'ยิ้ม' },
  { packageId: '446', stickerId: '1991', sign: '😢', name: 'เสียใจ' },
];

const LONGEST_SIDE = 1600;
const byId = id => document.getElementById(id);

const closed = dialog => new Promise(resolve => {
  dialog.returnValue = '';
  dialog.showModal();
  dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
});

// LINE shrinks photos too; a drawing becomes a JPEG like any other photo
async function shrunk(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const photos = {
  chosen: [],

  async add(url) {
    byId('photo-error').textContent = '';
    try {
      const canvas = await shrunk(url);
      this.chosen.push(canvas.toDataURL('image/jpeg', 0.85).split(',')[1]);
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', `รูปที่ ${this.chosen.length}`);
      byId('photo-chosen').append(canvas);
      this.count();
    } catch {
      byId('photo-error').textContent = 'เปิดไฟล์นี้เป็นรูปภาพไม่ได้';
    }
  },

  count() {
    const send = byId('photo-send');
    send.disabled = this.chosen.length === 0;
    send.textContent = this.chosen.length === 0 ? 'ส่ง' : `ส่ง ${this.chosen.length} รูป`;
  },

  async ask() {
    this.chosen = [];
    byId('photo-chosen').replaceChildren();
    byId('photo-files').value = '';
    byId('photo-error').textContent = '';
    this.count();
    return await closed(byId('photo-dialog')) === 'send' ? { type: 'photos', images: this.chosen } : null;
  },
};

const ownPlace = () => byId('places').querySelector('input:checked').value === 'own';

async function askPlace() {
  if (await closed(byId('place-dialog')) !== 'send') return null;
  if (ownPlace()) {
    return {
      type: 'place',
      address: byId('address').value.trim() || null,
      latitude: byId('latitude').valueAsNumber,
      longitude: byId('longitude').valueAsNumber,
    };
  }
  const [title, address, latitude, longitude] = PLACES[byId('places').querySelector('input:checked').value];
  return { type: 'place', title, address, latitude, longitude };
}

async function askSticker() {
  const sticker = STICKERS[await closed(byId('sticker-dialog'))];
  return sticker ? { type: 'sticker', packageId: sticker.packageId, stickerId: sticker.stickerId } : null;
}

// kind: photo, place or sticker
export const ask = kind => ({ photo: () => photos.ask(), place: askPlace, sticker: askSticker })[kind]();

function choice(value, title, address) {
  const label = document.createElement('label');
  label.className = 'check';
  const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'place', value });
  const words = document.createElement('span');
  words.append(title, ...(address ? [document.createElement('br'), address] : []));
  label.append(radio, words);
  byId('places').append(label);
  return radio;
}

PLACES.forEach(([title, address], i) => choice(i, title, address));
choice('own', 'ระบุพิกัดเอง');
byId('places').querySelector('input').checked = true;
byId('places').addEventListener('change', () => { byId('own-place').disabled = !ownPlace(); });

STICKERS.forEach((sticker, i) => {
  const button = Object.assign(document.createElement('button'), { value: i, className: 'plain sticker', textContent: sticker.sign });
  button.setAttribute('aria-label', sticker.name);
  byId('stickers').append(button);
});

byId('photo-sample').addEventListener('click', () => photos.add('/simulator/sample-road.svg'));
byId('photo-files').addEventListener('change', async event => {
  for (const file of event.target.files) {
    const url = URL.createObjectURL(file);
    await photos.add(url);
    URL.revokeObjectURL(url);
  }
});
