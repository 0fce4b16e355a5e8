import { h, replace } from '../../core/dom.js';
import { plural } from '../../core/format.js';
import { action } from '../../parts/pieces.js';
import { drawer } from '../../parts/drawer.js';
import { controlNets, preprocessors } from '../catalog.js';
import { settings } from '../settings.js';
import { controlUnit } from './controlUnit.js';

/** Pictures that steer the composition: any number of units. */
export function controlPart() {
    const list = h('div', { class: 'units' });
    const add = action('plus', 'Add a control picture', begin);
    const nothing = h('p', { class: 'hint' }, 'The outline, depth or pose of a picture steers what is made.');
    const part = drawer('control', 'Control pictures', nothing, list, add);
    let units = [];
    [controlNets, preprocessors].forEach((each) => each.watch(show));
    settings.watch(show);
    return { element: part.element, complain };

    function begin() {
        settings.set({
            controls: [
                ...settings.value('controls'),
                { model: controlNets.value[0].name, preprocessor: fittingPreprocessor(controlNets.value[0].name), weight: 1 },
            ],
        });
    }

    function show() {
        const chosen = settings.value('controls');
        part.element.hidden = !controlNets.value?.length && chosen.length === 0;
        add.disabled = !controlNets.value?.length;
        nothing.hidden = chosen.length > 0;
        part.tell(chosen.length > 0 ? plural(chosen.length, 'unit') : null);
        if (units.length !== chosen.length) {
            units = chosen.map((_, index) => controlUnit(index, remove));
            replace(
                list,
                units.map((each) => each.element),
            );
        }

        units.forEach((each) => each.show());
    }

    function remove(index) {
        // Those behind it move up, and are built anew with their maps gone.
        units = [];
        settings.set({ controls: settings.value('controls').filter((_, at) => at !== index) });
    }

    function complain(name, detail) {
        const [, index, member] = /^controls\[(\d+)\]\.?(.*)$/.exec(name) ?? [];
        return index !== undefined && units[Number(index)]?.complain(member, detail);
    }
}

// Networks are mostly named after the maps that they were trained on.
function fittingPreprocessor(model) {
    const name = model.toLowerCase();
    return preprocessors.value?.find((each) => each.name !== 'none' && name.includes(each.name.toLowerCase()))?.name ?? 'none';
}
