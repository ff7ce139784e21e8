/** What readers get beside the documents themselves. One file for Jest, which loads the program anew for each. */
import './reading/feeds.js';
import './reading/sitemaps.js';
import './reading/formats.js';
import './reading/front-page.js';
