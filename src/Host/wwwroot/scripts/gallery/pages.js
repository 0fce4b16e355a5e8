import { api, query } from '../core/api.js';

/** Fetches a list page by page. A later filter makes an earlier answer void. */
export function pages(path, taken) {
    let filter = {};
    let next;
    let run = 0;
    let busy = false;
    return {
        restart(nextFilter) {
            filter = nextFilter;
            next = undefined;
            busy = false;
            run += 1;
            return more(true);
        },
        more: () => (next && !busy ? more(false) : undefined),
        hasMore: () => Boolean(next),
    };

    async function more(first) {
        const mine = run;
        busy = true;
        try {
            const page = await api.get(path + query({ ...filter, cursor: next }));
            if (mine === run) {
                next = page.next;
                taken(page.items, first);
            }
        } finally {
            if (mine === run) {
                busy = false;
            }
        }
    }
}
