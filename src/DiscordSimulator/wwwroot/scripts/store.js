/** What the page knows: told by the server, and what somebody has chosen here. */
export const store = {
  bot: null,
  connected: false,
  guilds: [],
  commands: [],
  messages: new Map(),
  interactions: new Map(),
  me: null,
  channel: null,
};

const listeners = new Map();

/** Calls a listener whenever something of a name changes. */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function tell(name, value) {
  for (const listener of listeners.get(name) ?? []) {
    listener(value);
  }
}

export const guild = () => store.guilds.find(each => each.channels.some(channel => channel.id === store.channel?.id)) ?? store.guilds[0];

export const members = () => guild().members.map(member => member.user);

export const isSeen = message => !message.seen_by || message.seen_by === store.me.id;

/** Messages of the channel, the oldest first. */
export const inChannel = () => [...store.messages.values()].filter(message => message.channel_id === store.channel.id && isSeen(message));

export const nameOf = user => user.global_name ?? user.username;

export const userOf = id => store.guilds.flatMap(each => each.members).map(member => member.user).find(user => user.id === id)
  ?? (store.bot?.id === id ? store.bot : null);

export function choose(changes) {
  Object.assign(store, changes);
  tell('chosen');
}

function takeAll(all) {
  Object.assign(store, { bot: all.bot, connected: all.connected, guilds: all.guilds, commands: all.commands });
  store.messages = new Map(all.messages.map(message => [message.id, message]));
  store.me = members().find(user => user.id === store.me?.id) ?? members().find(user => !user.bot);
  const channels = store.guilds.flatMap(each => each.channels);
  store.channel = channels.find(channel => channel.id === store.channel?.id) ?? channels[0];
  tell('all');
}

/** Listens to the server for as long as the page is open; it says everything anew when it was away. */
export function listen() {
  const source = new EventSource('/page/events');
  source.onmessage = event => {
    const told = JSON.parse(event.data);
    switch (told.type) {
      case 'all':
        takeAll(told.all);
        break;
      case 'message':
        store.messages.set(told.message.id, told.message);
        tell('message', told.message);
        break;
      case 'deleted':
        store.messages.delete(told.id);
        tell('deleted', told.id);
        break;
      case 'interaction':
        store.interactions.set(told.interaction.id, told.interaction);
        tell('interaction', told.interaction);
        break;
      case 'bot':
        Object.assign(store, { connected: told.connected, commands: told.commands });
        tell('bot');
        break;
    }
  };
}
