import { api } from '../core/api.js';
import { h } from '../core/dom.js';
import { happening } from '../core/signal.js';
import { go } from '../core/router.js';
import { may } from '../core/session.js';
import { action, copyText, download, signButton } from '../parts/pieces.js';
import { complain, saying, toast } from '../parts/toast.js';
import { replay, submit } from '../make/submit.js';
import { settings } from '../make/settings.js';
import { beginFrom } from '../make/start/uploads.js';
import { enlarge } from './enlarge.js';

/** A picture is gone, as far as one sees; told with its id. */
export const pictureGone = happening();
/** A deletion was taken back; told with the picture. */
export const pictureBack = happening();
/** A picture's mark changed; told with the picture. */
export const pictureMarked = happening();

export const fileOf = (picture, download) => `${picture.url}${download ? '?download=1' : ''}`;

/** The settings that made a picture, as a request. */
export async function requestOf(picture) {
    const { request } = await api.get(`/jobs/${picture.jobId}`);
    return { ...request, seed: picture.seed, count: 1, batchSize: 1 };
}

export const makeAgain = saying(async (picture) => {
    const job = await replay(picture.jobId);
    toast('Making it again.');
    return job;
});

/** The same with another seed: the quickest way to another picture of the same thing. */
export const newSeed = saying(async (picture) => {
    const { seed, ...request } = await requestOf(picture);
    go('make');
    return submit(request);
});

export const useSettings = saying(async (picture) => {
    settings.take(await requestOf(picture));
    go('make');
    toast('Its settings are in the form; its seed is kept.');
});

export const useAsStart = saying(async (picture) => {
    await beginFrom(await api.get(fileOf(picture).replace('/api/v1', ''), { as: 'blob' }));
    go('make');
    toast('The next picture begins from this one.');
});

export const copyRecipe = saying(async (picture) => {
    const { recipe, infotext } = await api.get(`/pictures/${picture.id}/metadata`);
    await copyText(infotext ?? JSON.stringify(recipe, null, 2), 'Recipe');
});

export const toggleFavorite = saying(async (picture) => {
    const marked = { ...picture, favorite: !picture.favorite };
    pictureMarked.tell(marked);
    try {
        await api.put(`/pictures/${picture.id}/favorite`, { favorite: marked.favorite });
    } catch (error) {
        pictureMarked.tell(picture);
        throw error;
    }
});

const leaving = new Map();
addEventListener('pagehide', () => leaving.forEach((_, id) => api.remove(`/pictures/${id}`, { keepalive: true })));

/** Takes pictures away at once and deletes them once "Undo" has gone by. */
export function deletePictures(pictures) {
    pictures.forEach((picture) => [leaving.set(picture.id, picture), pictureGone.tell(picture.id)]);
    toast(pictures.length === 1 ? 'Picture deleted.' : `${pictures.length} pictures deleted.`, {
        action: { label: 'Undo', run: () => pictures.forEach(restore) },
        whenGone: () =>
            pictures.forEach(async (picture) => {
                try {
                    await api.remove(`/pictures/${picture.id}`);
                    leaving.delete(picture.id);
                } catch (error) {
                    complain(error);
                    restore(picture);
                }
            }),
    });
}

/** Whether a picture is on its way out, and no list should show it. */
export const isLeaving = (picture) => leaving.has(picture.id);

function restore(picture) {
    leaving.delete(picture.id);
    pictureBack.tell(picture);
}

/** The buttons that stand with a picture. */
export function pictureActions(picture, { leave = () => {} } = {}) {
    const favorite = Boolean(picture.favorite);
    const then = (run) => () => [leave(), run(picture)];
    const words = h(
        'div',
        { class: 'actions-words' },
        action('dice', 'New seed', then(newSeed), { class: 'tonal', hint: 'The same settings with another seed' }),
        action('again', 'Make again', then(makeAgain), { hint: 'The same picture again, and whether it is identical' }),
        action('settings', 'Use settings', then(useSettings), { hint: 'Put its settings into the form' }),
        action('picture', 'Use as start', then(useAsStart), { hint: 'Begin the next picture from this one' }),
    );
    const signs = h(
        'div',
        { class: 'actions-signs' },
        may('user') &&
            signButton('heart', favorite ? 'Remove from favourites' : 'Add to favourites', () => toggleFavorite(picture), {
                'aria-pressed': String(favorite),
            }),
        may('user') && signButton('expand', 'Enlarge', () => enlarge(picture, leave)),
        signButton('copy', 'Copy prompt', () => copyText(picture.prompt, 'Prompt')),
        signButton('recipe', 'Copy recipe', () => copyRecipe(picture)),
        signButton('download', 'Download', () => download(fileOf(picture, true))),
        may('user') &&
            signButton(
                'trash',
                'Delete',
                then((each) => deletePictures([each])),
            ),
    );
    return may('user') ? [words, signs] : [signs];
}
