import { api } from '../../core/api.js';
import { listChanged, returned } from '../../core/events.js';
import { h, replace } from '../../core/dom.js';
import { emptyState, skeletons } from '../../parts/pieces.js';
import { complain } from '../../parts/toast.js';
import { publishedPanel } from './publishedPanel.js';

/** What websites see now, and what they saw before. */
export function publishedView({ may }) {
    const list = h('div', { class: 'cards' }, skeletons(2, 'panel'));
    listChanged.listen((topic) => topic === 'published' && list.isConnected && load());
    returned.listen(() => list.isConnected && load());
    const element = h(
        'section',
        { class: 'automate-part' },
        h('p', { class: 'muted' },
            'A website names a picture once; which one it is changes here. ',
            'What is shown was checked, and the ones before are kept.'),
        list,
    );
    return { element, shown: load };

    async function load() {
        try {
            const names = await api.get('/published');
            replace(
                list,
                names.length === 0
                    ? emptyState(
                        'picture', 'Nothing is published yet',
                        'A recipe whose publish list has “to: site” shows its picture at /published/NAME.')
                    : names.map(({ name }) => publishedPanel(name, { may, changed: load })),
            );
        } catch (error) {
            complain(error);
        }
    }
}
