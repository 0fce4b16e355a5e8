using Atelier.Plugins;

namespace Atelier.DiscordBot;

/// <summary><c>/imagine</c> on Discord.</summary>
public sealed class DiscordBotPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder) => builder.AddFrontEnd(new DiscordFrontEnd(builder.AddOptions<DiscordOptions>()));
}
