import { api } from '../../core/api.js';
import { h } from '../../core/dom.js';
import { choice } from '../../parts/field.js';
import { recipes, scripts } from '../documents/kinds.js';

const join = (target) => `${target.kind}:${target.name ?? ''}`;

/** Which recipe or script is run. A job's request is kept as it is. */
export function targetField(target) {
    const element = choice([], '', () => {});
    element.offer(target ? [{ value: join(target), label: join(target).replace(':', ' ') }] : [], target ? join(target) : '');
    return { element, load, value };

    async function load() {
        const of = async (kind) => {
            try {
                const items = kind.itemsOf(await api.get(`/${kind.path}`));
                return items.map(({ name }) => ({ value: `${kind.runKind}:${name}`, label: `${kind.runKind} ${name}` }));
            } catch {
                return [];
            }
        };
        const known = [...(await of(recipes)), ...(await of(scripts))];
        if (target && !known.some((each) => each.value === join(target))) {
            known.unshift({ value: join(target), label: join(target).replace(':', ' ') });
        }

        element.offer(known, element.value || known[0]?.value);
    }

    function value() {
        if (target && element.value === join(target)) {
            return target;
        }

        const at = element.value.indexOf(':');
        return { kind: element.value.slice(0, at), name: element.value.slice(at + 1) };
    }
}
