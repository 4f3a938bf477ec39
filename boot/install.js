// The browser's own offer to install the app, kept until its reader asks for it: data-install is "offered" or "done".
import { tell } from './tell.js';

export function install() {
  var offer;
  addEventListener('beforeinstallprompt', function (event) {
    event.preventDefault();
    offer = event;
    tell('install', 'offered');
  });
  addEventListener('appinstalled', function () { tell('install', 'done'); });
  addEventListener('waymark-install-now', function () { if (offer) offer.prompt(); });
}
