using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>What Discord says of the bot, as a test sets it.</summary>
internal sealed class FakeDirectory : IDiscordDirectory
{
    private int _commands;

    public Application Application { get; set; } =
        new(Some.ApplicationId, "Atelier", new string('a', 64), Bot: new User(Some.ApplicationId, "atelier", Bot: true));

    public GatewayAddress Gateway { get; set; } = new("wss://gateway.example", new SessionStartLimit(1000, 999, 0));

    /// <summary>Registered commands by guild; those of all under the empty text.</summary>
    public Dictionary<string, List<ApplicationCommand>> Registered { get; } = [];

    public List<string> Changes { get; } = [];

    public IReadOnlyList<Guild> Guilds { get; set; } = [new Guild(Some.GuildId, "Home")];

    public IReadOnlyList<GuildChannel> Channels { get; set; } = [new GuildChannel(Some.ChannelId, 0, "general")];

    public IReadOnlyList<GuildRole> Roles { get; set; } = [new GuildRole(Some.GuildId, "@everyone", "274878024704")];

    public GuildMember Member { get; set; } = new(Roles: []);

    /// <summary>What a call fails with, by its name.</summary>
    public Func<string, Exception?> Fails { get; set; } = _ => null;

    /// <summary>How often the gateway's address was asked for.</summary>
    public int GatewayCalls { get; private set; }

    public Task<Application> ApplicationAsync(CancellationToken cancellation) => Answer("application", () => Application);

    public Task<GatewayAddress> GatewayAsync(CancellationToken cancellation) => Answer("gateway", () =>
    {
        GatewayCalls++;
        return Gateway;
    });

    public Task<IReadOnlyList<ApplicationCommand>> CommandsAsync(string applicationId, string? guildId, CancellationToken cancellation) =>
        Answer<IReadOnlyList<ApplicationCommand>>("commands", () => [.. Of(guildId)]);

    public Task ReplaceAsync(string applicationId, string? guildId, IReadOnlyList<ApplicationCommand> commands, CancellationToken cancellation) =>
        Answer("replace", () =>
        {
            Changes.Add($"replace by {string.Join(", ", commands.Select(command => command.Name))}");
            Registered[guildId ?? ""] = [.. commands.Select(command => command with { Id = $"{++_commands}" })];
            return true;
        });

    public Task CreateAsync(string applicationId, string? guildId, ApplicationCommand command, CancellationToken cancellation) => Answer("create " + command.Name, () =>
    {
        Changes.Add($"create {command.Name}");
        Of(guildId).Add(command with { Id = $"{++_commands}" });
        return true;
    });

    public Task ChangeAsync(string applicationId, string? guildId, ApplicationCommand former, ApplicationCommand command, CancellationToken cancellation) =>
        Answer("change " + command.Name, () =>
        {
            Changes.Add($"change {former.Name}");
            Of(guildId)[Of(guildId).FindIndex(one => one.Id == former.Id)] = command with { Id = former.Id };
            return true;
        });

    public Task DeleteAsync(string applicationId, string? guildId, string commandId, CancellationToken cancellation) => Answer("delete " + commandId, () =>
    {
        Changes.Add($"delete {Of(guildId).Find(one => one.Id == commandId)!.Name}");
        Of(guildId).RemoveAll(one => one.Id == commandId);
        return true;
    });

    public Task<IReadOnlyList<Guild>> GuildsAsync(CancellationToken cancellation) => Answer("guilds", () => Guilds);

    public Task<IReadOnlyList<GuildChannel>> ChannelsAsync(string guildId, CancellationToken cancellation) =>
        Answer("channels", () => Channels);

    public Task<IReadOnlyList<GuildRole>> RolesAsync(string guildId, CancellationToken cancellation) => Answer("roles", () => Roles);

    public Task<GuildMember> MemberAsync(string guildId, string userId, CancellationToken cancellation) => Answer("member", () => Member);

    public List<ApplicationCommand> Of(string? guildId)
    {
        if (!Registered.TryGetValue(guildId ?? "", out var commands))
        {
            Registered[guildId ?? ""] = commands = [];
        }

        return commands;
    }

    private Task<T> Answer<T>(string name, Func<T> answer) =>
        Fails(name) is { } failure ? Task.FromException<T>(failure) : Task.FromResult(answer());
}
