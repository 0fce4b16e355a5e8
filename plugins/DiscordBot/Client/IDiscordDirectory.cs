using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client;

/// <summary>What Discord says of the bot itself: its application, its commands, the servers it is in.</summary>
internal interface IDiscordDirectory
{
    Task<Application> ApplicationAsync(CancellationToken cancellation);

    /// <summary>Where to connect, and how often.</summary>
    Task<GatewayAddress> GatewayAsync(CancellationToken cancellation);

    /// <param name="guildId">A guild; null takes the commands of all.</param>
    Task<IReadOnlyList<ApplicationCommand>> CommandsAsync(string applicationId, string? guildId, CancellationToken cancellation);

    /// <summary>Registers these, and removes all others.</summary>
    Task ReplaceAsync(string applicationId, string? guildId, IReadOnlyList<ApplicationCommand> commands, CancellationToken cancellation);

    Task CreateAsync(string applicationId, string? guildId, ApplicationCommand command, CancellationToken cancellation);

    /// <param name="former">As Discord has it, with its id.</param>
    Task ChangeAsync(
        string applicationId, string? guildId, ApplicationCommand former, ApplicationCommand command, CancellationToken cancellation);

    Task DeleteAsync(string applicationId, string? guildId, string commandId, CancellationToken cancellation);

    /// <summary>The first 200.</summary>
    Task<IReadOnlyList<Guild>> GuildsAsync(CancellationToken cancellation);

    Task<IReadOnlyList<GuildChannel>> ChannelsAsync(string guildId, CancellationToken cancellation);

    Task<IReadOnlyList<GuildRole>> RolesAsync(string guildId, CancellationToken cancellation);

    Task<GuildMember> MemberAsync(string guildId, string userId, CancellationToken cancellation);
}
