# concordat_add_cloud: how a cloud's plugin is built. See plugins/sdk.
