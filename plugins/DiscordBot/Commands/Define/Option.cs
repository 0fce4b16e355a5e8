using System.Text.Json;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Commands.Define;

/// <summary>Options as definitions list them.</summary>
internal static class Option
{
    public static OptionDefinition Text(
        string name, string description, bool required = false, bool completed = false, int? most = null,
        IReadOnlyList<OptionChoice>? choices = null) => new(
        OptionType.String, name, description, required ? true : null, choices, MaxLength: most, Autocomplete: completed ? true : null);

    public static OptionDefinition Whole(string name, string description, int least, int most) =>
        new(OptionType.Integer, name, description, MinValue: least, MaxValue: most);

    public static OptionDefinition Number(string name, string description, double least, double most) =>
        new(OptionType.Number, name, description, MinValue: least, MaxValue: most);

    public static OptionDefinition Truth(string name, string description) => new(OptionType.Boolean, name, description);

    public static OptionDefinition File(string name, string description) => new(OptionType.Attachment, name, description);

    public static OptionDefinition Role(string name, string description) => new(OptionType.Role, name, description);

    public static OptionDefinition Sub(string name, string description, params OptionDefinition[] options) =>
        new(OptionType.SubCommand, name, description, Options: options);

    public static OptionChoice Choice(string label, string value) =>
        new(label, JsonSerializer.SerializeToElement(value, CommandsJson.Default.String));
}
