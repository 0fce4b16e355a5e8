namespace Atelier.DiscordSimulator.Commands;

/// <summary>The bot's commands: those of everywhere, and each guild's.</summary>
internal sealed class CommandShelf
{
    private readonly List<RegisteredCommand> _all = [];

    /// <summary>How many were made anew, changed or deleted, to see what a bot does at its start.</summary>
    public int Writes { get; private set; }

    /// <summary>Those of one scope, in the order they were made.</summary>
    /// <param name="guildId">Null takes those of everywhere.</param>
    public IReadOnlyList<RegisteredCommand> In(string? guildId) => [.. _all.Where(command => command.GuildId == guildId)];

    /// <summary>What somebody finds who types in a guild: its own before one of everywhere.</summary>
    public RegisteredCommand? Find(int type, string name, string? guildId) =>
        _all.Where(command => command.Type == type && command.Name == name && (command.GuildId is null || command.GuildId == guildId))
            .MaxBy(command => command.GuildId is null ? 0 : 1);

    public IReadOnlyList<RegisteredCommand> SeenIn(string? guildId) =>
        [.. _all.Where(command => command.GuildId is null || command.GuildId == guildId)
            .OrderBy(command => command.Name, StringComparer.Ordinal)];

    public void Put(RegisteredCommand command)
    {
        Writes++;
        var at = _all.FindIndex(known => known.Id == command.Id);
        if (at < 0)
        {
            _all.Add(command);
        }
        else
        {
            _all[at] = command;
        }
    }

    public bool Remove(string id)
    {
        Writes++;
        return _all.RemoveAll(command => command.Id == id) > 0;
    }
}
