import { painter } from './painter.js';

const words =
    'abstract|as|async|await|bool|break|byte|case|catch|char|class|const|continue|decimal|default|delegate|do|double|else|enum|event|' +
    'false|finally|float|for|foreach|get|if|in|init|int|interface|internal|is|lock|long|namespace|new|null|object|out|override|params|' +
    'private|protected|public|readonly|record|ref|return|sealed|set|short|static|string|struct|switch|this|throw|true|try|typeof|uint|' +
    'ulong|using|var|void|when|where|while|with|yield';

// No group inside: the painter counts them.
export const csharp = painter([
    ['comment', /\/\/[^\n]*|\/\*.*?\*\//],
    ['directive', /^\s*#[^\n]*/],
    ['string', /[$@]{0,2}"""[^]*?"""|[$]?@[$]?"(?:[^"]|"")*"|[$]?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'/],
    ['number', /\b\d[\d_.]*[a-zA-Z]?\b/],
    ['word', new RegExp(`\\b(?:${words})\\b`)],
    ['name', /\b[A-Z]\w*(?=\s*[(<.])/],
]);

export const yaml = painter([
    ['comment', /(?:^|(?<=\s))#[^\n]*/],
    ['directive', /\{\{[^}\n]*\}\}/],
    ['word', /^[ \t]*(?:- +)?[\w.-]+(?=\s*:)/],
    ['string', /"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'/],
    ['number', /(?<=[:\s[,])-?\d+(?:\.\d+)?(?=[\s,\]]|$)/],
    ['name', /\b(?:true|false|null)\b/],
]);
