using System.Text.Json;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Commands.Read;

/// <summary>A command's options as a user gave them. What was left out, or is empty, is null.</summary>
internal sealed class GivenOptions
{
    private readonly IReadOnlyList<GivenOption> _given;
    private readonly Resolved? _resolved;

    public GivenOptions(Interaction interaction)
    {
        _given = interaction.Data?.Options ?? [];
        _resolved = interaction.Data?.Resolved;
        if (_given is [{ Type: OptionType.SubCommand } sub])
        {
            Subcommand = sub.Name;
            _given = sub.Options ?? [];
        }
    }

    /// <summary>Empty without one.</summary>
    public string Subcommand { get; } = "";

    /// <summary>The name of the option that is being typed; empty where none is.</summary>
    public string Focused => _given.FirstOrDefault(option => option.Focused)?.Name ?? "";

    /// <summary>What has been typed of it.</summary>
    public string Typed => _given.FirstOrDefault(option => option.Focused)?.Value is { } value ? value.ToString() : "";

    /// <summary>Whether nothing was given, that option aside.</summary>
    public bool IsEmptyBut(string name) => _given.All(option => option.Name == name);

    public string? Text(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    public string Required(string name) => Text(name) ?? throw new Refusal($"`{name}` is empty. Please say something there.");

    /// <exception cref="Refusal">It is out of range: Discord checks that too, though not for us.</exception>
    public int? Whole(string name, int least, int most) => Find(name) is not { ValueKind: JsonValueKind.Number } value ? null
        : value.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw new Refusal($"`{name}` must be a whole number from {least} to {most}.");

    /// <exception cref="Refusal">It is out of range.</exception>
    public double? Number(string name, double least, double most) => Find(name) is not { ValueKind: JsonValueKind.Number } value ? null
        : value.TryGetDouble(out var number) && number >= least && number <= most ? number
        : throw new Refusal(FormattableString.Invariant($"`{name}` must be a number from {least} to {most}."));

    public bool? Truth(string name) =>
        Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <summary>The attachment behind an option.</summary>
    /// <exception cref="Refusal">It did not come along.</exception>
    public Attachment? File(string name) => Text(name) is not { } id ? null
        : _resolved?.Attachments?.GetValueOrDefault(id) ?? throw new Refusal($"`{name}` did not arrive. Please attach it again.");

    private JsonElement? Find(string name) => _given.FirstOrDefault(option => option.Name == name)?.Value;
}
