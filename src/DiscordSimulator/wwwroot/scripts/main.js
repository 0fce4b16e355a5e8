import { followComposer } from './composer.js';
import { followMessages } from './messages.js';
import { followModals } from './modal.js';
import { followSidebar } from './sidebar.js';
import { listen } from './store.js';

followSidebar();
followMessages();
followModals();
followComposer();
listen();
