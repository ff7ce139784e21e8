/** What a draft goes through at the desk. One file for Jest, which loads the program anew for each. */
import './drafts/body-html.js';
import './drafts/diff-merge.js';
import './drafts/locks.js';
import './drafts/previews.js';
