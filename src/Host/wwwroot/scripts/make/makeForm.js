import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { drawer } from '../parts/drawer.js';
import { choice, field } from '../parts/field.js';
import { complain } from '../parts/toast.js';
import { adapterPart } from './adapters/adapterPart.js';
import { guidances, models, samplers } from './catalog.js';
import { controlPart } from './control/controlPart.js';
import { morePart } from './more/morePart.js';
import { countField, numberField } from './numberFields.js';
import { promptEditor } from './promptEditor.js';
import { guidanceField, noiseField, partOptions, samplerField, scheduleField } from './samplerFields.js';
import { seedField } from './seedField.js';
import { currentModel, settings } from './settings.js';
import { sigmaGraph } from './sigmaGraph.js';
import { sizeField } from './sizeField.js';
import { startPart } from './start/startPart.js';
import { refused, submit } from './submit.js';

/** Everything that decides a picture. */
export function makeForm({ may }) {
    const size = sizeField();
    const options = partOptions(samplers, 'sampler', 'samplerOptions');
    const guiding = partOptions(guidances, 'guidance', 'guidanceOptions');
    const start = startPart();
    const control = controlPart();
    const adapters = adapterPart();
    const more = morePart();
    const parts = { samplerOptions: options, guidanceOptions: guiding };
    const fields = {
        prompt: promptEditor('prompt', 'Prompt', 'What should the picture show?'),
        negativePrompt: promptEditor('negativePrompt', 'Negative prompt', 'What should it avoid?'),
        model: modelField(),
        ...size.fields,
        steps: numberField('steps', 'Steps', { least: 1, most: 60, step: 1 }),
        scale: numberField('scale', 'Guidance', { least: 1, most: 20, step: 0.5 }),
        count: countField('count', 'Pictures', 64),
        seed: seedField(),
        sampler: samplerField(),
        schedule: scheduleField(),
        batchSize: countField('batchSize', 'At once', 16, 'Pictures made together in one pass; “Pictures” counts such passes.'),
        guidance: guidanceField(),
        rescale: numberField('rescale', 'Guidance rescale', {
            least: 0,
            most: 1,
            step: 0.05,
            hint: 'Takes back contrast that strong guidance adds.',
        }),
        start: numberField('start', 'Guidance from', { least: 0, most: 1, step: 0.05 }),
        end: numberField('end', 'Guidance until', { least: 0, most: 1, step: 0.05, hint: 'As fractions of the steps.' }),
        emphasis: plainChoice('emphasis', 'Emphasis', [
            ['a1111', 'AUTOMATIC1111'],
            ['comfy', 'ComfyUI'],
            ['none', 'None: brackets are text'],
        ]),
        clipSkip: plainChoice(
            'clipSkip',
            'Clip skip',
            [['', 'As the model'], ...Array.from({ length: 12 }, (_, index) => [index + 1, String(index + 1)])],
            Number,
        ),
        noise: noiseField(),
        ...start.fields,
        ...more.fields,
    };
    const reset = h('button', { type: 'button', class: 'link', on: { click: () => settings.clear() } }, 'Back to the model’s settings');
    const hint = h('kbd', {}, 'Ctrl ⏎');
    const make = h('button', { type: 'submit', class: 'primary make-button' }, icon('make'), h('span', {}, 'Make'), hint);
    const element = h(
        'form',
        { class: 'make-form', novalidate: true, 'aria-label': 'What to make', on: { submit: send } },
        h(
            'div',
            { class: 'form-fields' },
            fields.prompt.element,
            fields.negativePrompt.element,
            start.element,
            size.element,
            h('div', { class: 'pair' }, fields.count.element, fields.model.element),
            fields.seed.element,
            drawer(
                'how',
                'How it is made',
                h('div', { class: 'pair' }, fields.steps.element, fields.scale.element),
                h('div', { class: 'pair' }, fields.sampler.element, fields.schedule.element),
                sigmaGraph(),
                options.element,
            ).element,
            drawer(
                'fine',
                'Fine tuning',
                fields.batchSize.element,
                fields.guidance.element,
                guiding.element,
                fields.rescale.element,
                h('div', { class: 'pair' }, fields.start.element, fields.end.element),
                h('div', { class: 'pair' }, fields.emphasis.element, fields.clipSkip.element),
                fields.noise.element,
            ).element,
            adapters.element,
            control.element,
            more.element,
            reset,
        ),
        h(
            'div',
            { class: 'make-bar' },
            may('user') ? make : h('p', { class: 'muted' }, 'Your key may look, not make. Ask for one with the role “user”.'),
        ),
    );
    settings.watch(() => {
        reset.hidden = !settings.differs();
    });
    refused.listen(point);
    return { element, send, focus: fields.prompt.focus };

    async function send(event) {
        event?.preventDefault();
        if (!may('user') || make.disabled) {
            return;
        }

        Object.values(fields).forEach((each) => each.calm());
        if (settings.value('prompt').trim() === '') {
            fields.prompt.complain('Say what the picture should show.');
            fields.prompt.focus();
            return;
        }

        make.disabled = true;
        try {
            await submit(settings.request());
        } catch (error) {
            complain(error);
        } finally {
            make.disabled = false;
        }
    }

    // Puts what the server says beside what it is about, and goes there.
    function point(complaints) {
        const found = complaints.filter(({ field: name, detail }) => {
            const [head, tail] = name.split('.');
            const target = fields[name] ?? (head === 'guidanceSettings' ? fields[tail] : null) ?? fields[head];
            target?.complain(detail);
            return target || parts[head]?.complain(tail, detail) || control.complain(name, detail) || adapters.complain(name, detail);
        });
        const first = element.querySelector('.wrong, .complaint:not([hidden])');
        if (found.length > 0 && first) {
            for (let group = first.closest('details'); group; group = group.parentElement.closest('details')) {
                group.setAttribute('open', '');
            }

            (first.querySelector('[aria-invalid]') ?? first.closest('[tabindex], button'))?.focus();
        }
    }
}

function modelField() {
    const select = choice([], null, (value) => [shown.calm(), settings.set({ model: value })]);
    const shown = field('Model', select);
    models.watch(show);
    settings.watch(show);
    return shown;

    function show() {
        const list = models.value ?? [];
        select.offer(
            list.map((model) => ({
                value: model.name,
                label: model.ready ? model.name : `${model.name} (not ready)`,
                title: model.problem,
            })),
            currentModel()?.name,
        );
    }
}

function plainChoice(name, label, options, read = (value) => value) {
    const select = choice([], null, (value) => (value === '' ? settings.clear([name]) : settings.set({ [name]: read(value) })));
    const shown = field(label, select);
    settings.watch(() =>
        select.offer(
            options.map(([value, text]) => ({ value: String(value), label: text })),
            String(settings.value(name) ?? ''),
        ),
    );
    return shown;
}
