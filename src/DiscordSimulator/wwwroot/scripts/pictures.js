import { el, icon, icons } from './elements.js';
import { show } from './viewer.js';

const isPicture = file => file.content_type?.startsWith('image/');
const isSpoiler = file => file.filename.startsWith('SPOILER_');

/** A message's files: pictures side by side, others as a line each. */
export function attachments(files) {
  const pictures = files.filter(isPicture);
  return [
    pictures.length > 0 && el('div', { className: `pictures count-${Math.min(pictures.length, 5)}` }, pictures.map(picture)),
    files.filter(file => !isPicture(file)).map(line),
  ];
}

/** Files change with each edit, pictures seldom: who keeps the element keeps what was looked at. */
function picture(file) {
  const image = sized(file.url, file.description ?? file.filename, file);
  const frame = el('button', { type: 'button', className: 'picture', title: file.description, onclick: () => open(frame, file) }, image);
  if (isSpoiler(file)) {
    frame.classList.add('hidden');
    frame.append(el('span', { className: 'pill' }, 'Spoiler'));
  }

  return frame;
}

/** A picture that takes its place before it has come, so that what is below does not jump. */
export function sized(src, alt, { width, height }) {
  const image = el('img', { src, alt });
  if (width && height) {
    image.style.setProperty('--own-width', `${Math.min(width, 550, 400 * width / height)}px`);
    image.style.aspectRatio = `${width} / ${height}`;
  }

  return image;
}

function open(frame, file) {
  if (frame.classList.contains('hidden')) {
    frame.classList.remove('hidden');
  } else {
    show(file);
  }
}

function line(file) {
  return el('a', { className: 'file', href: file.url, target: '_blank', rel: 'noreferrer' },
    icon(icons.link), el('span', {}, file.filename), el('small', {}, `${(file.size / 1024).toFixed(1)} KB`));
}
