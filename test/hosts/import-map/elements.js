import 'tiktok-ads-connect/widget/define';
