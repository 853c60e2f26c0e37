/** The registry of channels, for the panel. */
export { CHANNEL_KEYS, type ChannelKey, CHANNELS, isInbox } from '@relance/relance/channels'
