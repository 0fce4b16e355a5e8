import { csharp, yaml } from '../code/languages.js';
import { recipeTemplates, scriptTemplates } from './templates.js';

/** What recipes and scripts differ in, where they are lists of texts that run. */
export const scripts = {
    path: 'scripts',
    runKind: 'script',
    one: 'Script',
    plural: 'Scripts',
    sign: 'recipe',
    writer: 'admin',
    paint: csharp,
    newLabel: 'New script',
    nameHint: 'storyboard',
    emptyTitle: 'No scripts yet',
    emptyText: 'A script is a few lines of C# that make pictures: await Imagine("a lighthouse in a storm").',
    explained: 'C# scripts. They run in a process of their own, with limits, and may do whatever the server may.',
    removeText: 'Its runs stay in the list. Schedules that run it will fail.',
    argumentsHint: 'Arguments, as on a command line',
    argumentsOf: (text) => ({ arguments: text.match(/"[^"]*"|\S+/g)?.map((each) => each.replace(/^"|"$/g, '')) ?? [] }),
    templates: scriptTemplates,
    itemsOf: (answer) => answer.scripts,
    problemsOf: (each) => (each.problems ?? []).length,
    mayEdit: (answer) => answer.mayEdit,
    lockedText: 'Scripts are not written over the network here: set scripts.edit to true, or write into the scripts folder.',
};

export const recipes = {
    path: 'recipes',
    runKind: 'recipe',
    one: 'Recipe',
    plural: 'Recipes',
    sign: 'recipe',
    writer: 'operator',
    paint: yaml,
    newLabel: 'New recipe',
    nameHint: 'daily-hero',
    emptyTitle: 'No recipes yet',
    emptyText: 'A recipe makes candidates, checks them, chooses the best, and publishes it. ' +
        'A failed run leaves the last good picture in place.',
    explained: 'Generate, check, choose, finish, publish.',
    removeText: 'What it published stays. Schedules that run it will fail.',
    argumentsHint: 'Arguments: place=harbour mood="very calm"',
    argumentsOf: (text) => ({
        arguments: Object.fromEntries(
            (text.match(/[\w-]+=(?:"[^"]*"|\S+)/g) ?? []).map((each) => {
                const at = each.indexOf('=');
                return [each.slice(0, at), each.slice(at + 1).replace(/^"|"$/g, '')];
            }),
        ),
    }),
    templates: recipeTemplates,
    itemsOf: (answer) => answer,
    problemsOf: (each) => (each.problem ? 1 : 0),
    mayEdit: () => true,
    lockedText: '',
};
