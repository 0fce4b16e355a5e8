import { h, replace } from '../../core/dom.js';
import { choice, field } from '../../parts/field.js';
import { drawer } from '../../parts/drawer.js';
import { plural } from '../../core/format.js';
import { toast } from '../../parts/toast.js';
import { adapters, embeddings, offered } from '../catalog.js';
import { settings } from '../settings.js';
import { adapterRow } from './adapterRow.js';
import { embeddingList } from './embeddingList.js';
import { adaptersIn } from './promptAdapters.js';

/** The adapters of a picture, those that the prompt names among them, and the words that embeddings bring. */
export function adapterPart() {
    const select = choice([], '', pick);
    const picker = field('Add an adapter', select);
    const list = h('ul', { class: 'adapter-rows' });
    const words = embeddingList();
    const part = drawer('adapters', 'Adapters', list, picker.element, words.element);
    const rows = new Map();
    [adapters, embeddings].forEach((each) => each.watch(show));
    settings.watch(show);
    return { element: part.element, complain };

    function pick(name) {
        select.value = '';
        if (name === '') {
            return;
        }

        if (used().some((each) => each.name === name)) {
            toast(`${name} is already used: change its strength instead.`);
        } else {
            settings.set({ adapters: [...settings.value('adapters'), { name, weight: 1 }] });
        }

        rows.get(name)?.control.focus();
    }

    function used() {
        const written = adaptersIn(settings.value('prompt')).map((each) => ({ ...each, written: true }));
        return [...written, ...settings.value('adapters')];
    }

    function show() {
        const now = used();
        const known = adapters.value ?? [];
        part.element.hidden = known.length === 0 && now.length === 0 && !embeddings.value?.length;
        picker.element.hidden = known.length === 0;
        select.offer([{ value: '', label: 'Choose one' }, ...offered(adapters)], '');
        part.tell(now.length > 0 ? plural(now.length, 'adapter') : null);
        const names = now.map((each) => each.name + (each.written ? ' in the prompt' : ''));
        if (list.dataset.names !== JSON.stringify(names)) {
            list.dataset.names = JSON.stringify(names);
            rows.clear();
            replace(
                list,
                now.map((each) => {
                    const row = adapterRow(
                        each,
                        known.find(({ name }) => name === each.name),
                    );
                    rows.set(each.name, row);
                    return row.element;
                }),
            );
        }

        now.forEach((each) => rows.get(each.name).show(each.weight ?? 1));
        words.show();
    }

    function complain(name, detail) {
        const [, index] = /^adapters\[(\d+)\]/.exec(name) ?? [];
        const found = index !== undefined && rows.get(settings.value('adapters')[Number(index)]?.name);
        found?.complain?.(detail);
        return Boolean(found);
    }
}
