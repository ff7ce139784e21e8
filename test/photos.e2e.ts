/** Photos, from their upload to the end of their rights. One file for Jest, which loads the program anew for each. */
import './photos/records.js';
import './photos/uploads.js';
import './photos/stores.js';
import './photos/metadata.js';
import './photos/search.js';
import './photos/captions.js';
import './photos/rights.js';
