using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <inheritdoc cref="IDiscordDirectory"/>
internal sealed class DiscordDirectory(DiscordHttp http) : IDiscordDirectory
{
    public Task<Application> ApplicationAsync(CancellationToken cancellation) =>
        http.ReadAsync(Calls.Get("/applications/@me"), DiscordJson.Default.Application, cancellation);

    public Task<GatewayAddress> GatewayAsync(CancellationToken cancellation) =>
        http.ReadAsync(Calls.Get("/gateway/bot"), DiscordJson.Default.GatewayAddress, cancellation);

    public async Task<IReadOnlyList<ApplicationCommand>> CommandsAsync(
        string applicationId, string? guildId, CancellationToken cancellation)
    {
        var call = Calls.Commands(HttpMethod.Get, applicationId, guildId);
        var registered = await http.ReadAsync(call, DiscordJson.Default.IReadOnlyListRegisteredCommand, cancellation);
        return [.. registered.Select(command => command.Command)];
    }

    public Task ReplaceAsync(
        string applicationId, string? guildId, IReadOnlyList<ApplicationCommand> commands, CancellationToken cancellation)
    {
        CommandBody[] bodies = [.. commands.Select(command => CommandBody.Of(command, null))];
        var call = Calls.Commands(HttpMethod.Put, applicationId, guildId) with
        {
            Content = MessageContent.Json(bodies, DiscordJson.Default.CommandBodyArray),
        };
        return http.SendAsync(call, cancellation);
    }

    public Task CreateAsync(string applicationId, string? guildId, ApplicationCommand command, CancellationToken cancellation) =>
        SendAsync(Calls.Commands(HttpMethod.Post, applicationId, guildId), CommandBody.Of(command, null), cancellation);

    public Task ChangeAsync(
        string applicationId, string? guildId, ApplicationCommand former, ApplicationCommand command, CancellationToken cancellation) =>
        SendAsync(Calls.Commands(HttpMethod.Patch, applicationId, guildId, former.Id), CommandBody.Of(command, former), cancellation);

    public Task DeleteAsync(string applicationId, string? guildId, string commandId, CancellationToken cancellation) =>
        http.SendAsync(Calls.Commands(HttpMethod.Delete, applicationId, guildId, commandId), cancellation);

    public Task<IReadOnlyList<Guild>> GuildsAsync(CancellationToken cancellation) =>
        http.ReadAsync(Calls.Get("/users/@me/guilds"), DiscordJson.Default.IReadOnlyListGuild, cancellation);

    public Task<IReadOnlyList<GuildChannel>> ChannelsAsync(string guildId, CancellationToken cancellation) =>
        http.ReadAsync(Calls.OfGuild(guildId, "channels"), DiscordJson.Default.IReadOnlyListGuildChannel, cancellation);

    public Task<IReadOnlyList<GuildRole>> RolesAsync(string guildId, CancellationToken cancellation) =>
        http.ReadAsync(Calls.OfGuild(guildId, "roles"), DiscordJson.Default.IReadOnlyListGuildRole, cancellation);

    public Task<GuildMember> MemberAsync(string guildId, string userId, CancellationToken cancellation) =>
        http.ReadAsync(Calls.Member(guildId, userId), DiscordJson.Default.GuildMember, cancellation);

    private Task SendAsync(ApiCall call, CommandBody body, CancellationToken cancellation) =>
        http.SendAsync(call with { Content = MessageContent.Json(body, DiscordJson.Default.CommandBody) }, cancellation);
}
