// Draws Flex Messages: the JSON in, an element out. Texts go in as text, never as HTML.

// LINE's sizes, moved up so that the smallest text is 18 pixels
const FONT = { xxs: 18, xs: 18, sm: 18, md: 18, lg: 21, xl: 24, xxl: 30, '3xl': 36, '4xl': 44, '5xl': 54 };
const GAP = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const RADIUS = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 };
const IMAGE = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, '3xl': 180, '4xl': 200, '5xl': 220 };
const BUBBLE = { nano: 160, micro: 200, deca: 250, hecto: 270, kilo: 290, mega: 330, giga: 420 };
const PADDING = { header: '16px 16px 0', hero: '0', body: '16px', footer: '0 12px 12px' };
const AROUND = { start: 'flex-start', center: 'center', end: 'flex-end', top: 'flex-start', bottom: 'flex-end' };

const length = (value, words = GAP) => value === undefined ? '' : value in words ? `${words[value]}px` : value;

// Only these leave the page; the platform has refused others already
const OPENS = /^(https?:|tel:)/i;

// A whole container. act(action) is called with the LINE action of what was tapped.
export function flex(container, act) {
  if (container.type === 'carousel') {
    const row = element('div', 'carousel');
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', `การ์ด ${container.contents.length} ใบ เลื่อนไปทางขวาเพื่อดู`);
    row.tabIndex = 0;
    row.append(...container.contents.map(bubble => drawBubble(bubble, act)));
    return row;
  }
  return drawBubble(container, act);
}

function drawBubble(bubble, act) {
  const card = element('article', 'card');
  card.style.width = `${BUBBLE[bubble.size ?? 'mega']}px`;
  card.dir = bubble.direction ?? 'ltr';
  for (const part of ['header', 'hero', 'body', 'footer']) {
    if (!bubble[part]) continue;
    const style = bubble.styles?.[part] ?? {};
    const block = element('div', part);
    block.style.backgroundColor = style.backgroundColor ?? '';
    if (style.separator) {
      block.style.borderTop = `1px solid ${style.separatorColor ?? '#c9ced4'}`;
    }
    const inner = draw(bubble[part], act);
    if (bubble[part].type === 'box') {
      inner.style.padding ||= PADDING[part];
    }
    block.append(inner);
    card.append(block);
  }
  return tappable(card, bubble.action, act);
}

const DRAW = { box: drawBox, text: drawText, button: drawButton, image: drawImage, icon: drawIcon, separator: drawLine, filler: () => element('div') };

function draw(component, act) {
  const drawn = DRAW[component.type](component, act);
  if (component.position === 'absolute') {
    drawn.style.position = 'absolute';
  }
  for (const [name, side] of Object.entries({ offsetTop: 'top', offsetBottom: 'bottom', offsetStart: 'insetInlineStart', offsetEnd: 'insetInlineEnd' })) {
    if (component[name]) {
      drawn.style.position ||= 'relative';
      drawn.style[side] = length(component[name]);
    }
  }
  return drawn;
}

function drawBox(box, act) {
  const across = box.layout !== 'vertical';
  const drawn = element('div', `box ${box.layout}`);
  Object.assign(drawn.style, {
    gap: length(box.spacing),
    backgroundColor: box.backgroundColor ?? '',
    borderRadius: length(box.cornerRadius, RADIUS),
    width: box.width ?? '',
    maxWidth: box.maxWidth ?? '',
    height: box.height ?? '',
    maxHeight: box.maxHeight ?? '',
    justifyContent: box.justifyContent ?? '',
    alignItems: box.alignItems ?? '',
    padding: length(box.paddingAll),
  });
  for (const [name, side] of Object.entries({ paddingTop: 'paddingTop', paddingBottom: 'paddingBottom', paddingStart: 'paddingInlineStart', paddingEnd: 'paddingInlineEnd' })) {
    if (box[name]) drawn.style[side] = length(box[name]);
  }
  if (box.borderWidth || box.borderColor) {
    drawn.style.border = `${length(box.borderWidth ?? 'normal', BORDER)} solid ${box.borderColor ?? '#c9ced4'}`;
  }
  if (box.background?.type === 'linearGradient') {
    const { angle, startColor, centerColor, centerPosition, endColor } = box.background;
    const centre = centerColor ? `${centerColor} ${centerPosition ?? '50%'}, ` : '';
    drawn.style.background = `linear-gradient(${angle}, ${startColor}, ${centre}${endColor})`;
  }
  box.contents.forEach((child, i) => {
    const part = draw(child, act);
    const share = child.flex ?? (across && child.type !== 'icon' && child.type !== 'separator' ? 1 : 0);
    part.style.flex = share > 0 ? `${share} 1 0` : '0 0 auto';
    part.style.minWidth ||= '0';
    if (child.type === 'filler') part.style.flex = '1 1 0';
    // the first child's margin counts for nothing, and a margin takes the place of the spacing
    if (child.margin && i > 0) {
      const space = `calc(${length(child.margin)} - ${length(box.spacing) || '0px'})`;
      part.style[across ? 'marginInlineStart' : 'marginTop'] = space;
    }
    if (child.gravity && box.layout === 'horizontal') part.style.alignSelf = AROUND[child.gravity];
    drawn.append(part);
  });
  return tappable(drawn, box.action, act);
}

function letters(element, style) {
  Object.assign(element.style, {
    color: style.color ?? '',
    fontSize: style.size ? length(style.size, FONT) : '',
    fontWeight: style.weight === 'bold' ? '700' : '',
    fontStyle: style.style ?? '',
    textDecoration: style.decoration ?? '',
  });
  return element;
}

function drawText(text, act) {
  const drawn = letters(element('p', text.wrap ? 'text wrap' : 'text'), text);
  drawn.style.textAlign = text.align ?? '';
  if (text.lineSpacing) drawn.style.lineHeight = `calc(1.4em + ${length(text.lineSpacing)})`;
  if (text.wrap && text.maxLines) {
    drawn.classList.add('lines');
    drawn.style.webkitLineClamp = text.maxLines;
  }
  if (text.contents?.length) {
    drawn.append(...text.contents.map(span => {
      const piece = letters(element('span'), span);
      piece.textContent = span.text;
      return piece;
    }));
  } else {
    drawn.textContent = text.text;
  }
  return tappable(drawn, text.action, act);
}

function drawButton(button, act) {
  const style = button.style ?? 'link';
  const action = button.action;
  const drawn = action.type === 'uri' ? link(action) : element('button', '');
  drawn.className = `card-button ${style} ${button.height ?? 'md'}`;
  drawn.textContent = action.label;
  if (button.color) drawn.style[style === 'link' ? 'color' : 'backgroundColor'] = button.color;
  if (action.type !== 'uri') {
    drawn.type = 'button';
    drawn.addEventListener('click', () => act(action));
  }
  return drawn;
}

function link(action) {
  const drawn = element('a');
  if (OPENS.test(action.uri)) {
    drawn.href = action.uri;
    drawn.target = '_blank';
    drawn.rel = 'noopener noreferrer';
  }
  return drawn;
}

function drawImage(image, act) {
  const frame = element('div', 'picture');
  const drawn = element('img');
  drawn.src = image.url;
  drawn.alt = image.action?.label ?? '';
  drawn.loading = 'lazy';
  drawn.style.aspectRatio = (image.aspectRatio ?? '1:1').replace(':', '/');
  drawn.style.objectFit = image.aspectMode === 'cover' ? 'cover' : 'contain';
  drawn.style.width = image.size === 'full' ? '100%' : length(image.size ?? 'md', IMAGE);
  frame.style.backgroundColor = image.backgroundColor ?? '';
  frame.style.textAlign = image.align ?? 'center';
  frame.append(drawn);
  return tappable(frame, image.action, act);
}

function drawIcon(icon) {
  const drawn = element('img', 'icon');
  drawn.src = icon.url;
  drawn.alt = '';
  drawn.style.width = `${FONT[icon.size ?? 'md'] ?? 18}px`;
  return drawn;
}

function drawLine(separator) {
  const drawn = element('hr', 'line');
  if (separator.color) drawn.style.borderColor = separator.color;
  return drawn;
}

// Makes anything but a button do what LINE lets it do
function tappable(drawn, action, act) {
  if (!action) return drawn;
  if (action.type === 'uri') {
    const around = link(action);
    around.className = 'tappable';
    around.append(drawn);
    return around;
  }
  drawn.classList.add('tappable');
  drawn.tabIndex = 0;
  drawn.setAttribute('role', 'button');
  if (action.label) drawn.setAttribute('aria-label', action.label);
  drawn.addEventListener('click', () => act(action));
  drawn.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(action);
    }
  });
  return drawn;
}

function element(tag, className = '') {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
