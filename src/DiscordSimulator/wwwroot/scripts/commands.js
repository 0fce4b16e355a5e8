import { store } from './store.js';

const slash = 1;
const isSub = option => option.type <= 2;

/** Everything that can be typed: a command, or each of its sub-commands. */
export function typable() {
  const typed = store.commands.filter(command => command.type === slash);
  return typed.flatMap(command => leaves(command, command.name)).sort((a, b) => a.path.localeCompare(b.path));
}

function leaves(node, path) {
  const subs = (node.options ?? []).filter(isSub);
  return subs.length > 0
    ? subs.flatMap(sub => leaves(sub, `${path} ${sub.name}`))
    : [{ path, description: node.description, options: node.options ?? [] }];
}
