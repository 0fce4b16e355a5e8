import { h } from '../core/dom.js';
import { activeJobs, cancelJob, isOver, jobOf } from '../queue/jobs.js';
import { recentStrip } from '../stage/recentStrip.js';
import { stage } from '../stage/stage.js';
import { saying } from '../parts/toast.js';
import { go, route } from '../core/router.js';
import { makeForm } from './makeForm.js';
import { session } from '../core/session.js';

/** Where pictures are made: the form, the picture, and what was made lately. */
export function makeView(rights) {
    const form = makeForm(rights);
    const shown = stage(form);
    const element = h(
        'div',
        { class: 'make-view' },
        form.element,
        h('section', { class: 'make-stage', 'aria-label': 'Picture' }, shown.element, recentStrip(shown)),
    );
    addEventListener('keydown', pressed);
    return { element, shown: () => matchMedia('(min-width: 60rem)').matches && form.focus() };

    function pressed(event) {
        if (document.querySelector('dialog[open]') || event.defaultPrevented) {
            return;
        }

        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            if (route.value[0] !== 'make') {
                go('make');
            }

            form.send();
        } else if (event.key === 'Escape') {
            cancelNext();
        }
    }

    // What is looked at first; else one's own job that runs.
    function cancelNext() {
        const looked = shown.jobId() && jobOf(shown.jobId());
        const job = looked && !isOver(looked) ? looked : activeJobs.value.find((each) => each.owner === session.value.name);
        if (job) {
            saying(cancelJob)(job.id);
        }
    }
}
