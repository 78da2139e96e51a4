// Follows flex.js in one module: draws the messages of each screen as the simulator draws them in a chat.

const nothing = () => {};

for (const screen of document.querySelectorAll('.screen')) {
  const list = screen.querySelector('ol');
  for (const message of JSON.parse(list.dataset.messages)) {
    const item = document.createElement('li');
    if (message.altText) item.append(paragraph('locked', `🔔 บนจอล็อก: ${message.altText}`));
    item.append(message.type === 'flex' ? flex(message.contents, nothing) : paragraph('bubble', message.text));
    if (message.quickReply) item.append(quick(message.quickReply.items));
    list.append(item);
  }
}

function quick(items) {
  const row = document.createElement('div');
  row.className = 'quick';
  row.append(...items.map(item => {
    const chip = document.createElement('button');
    chip.className = 'chip';
    chip.textContent = item.action.label;
    return chip;
  }));
  return row;
}

function paragraph(className, text) {
  const made = document.createElement('p');
  made.className = className;
  made.textContent = text;
  return made;
}
