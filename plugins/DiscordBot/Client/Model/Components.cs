namespace Atelier.DiscordBot.Client.Model;

/// <summary>A row of at most five buttons, or of one select.</summary>
internal sealed record ActionRow(IReadOnlyList<Component> Components)
{
    public int Type { get; init; } = 1;
}

/// <summary>A button or a select.</summary>
/// <param name="CustomId">1 to 100 characters, unique in its message; a link has none.</param>
/// <param name="Label">At most 80 characters.</param>
/// <param name="Options">A select's, at most 25.</param>
internal sealed record Component(
    ComponentType Type, string? CustomId = null, string? Label = null, ButtonStyle? Style = null, string? Url = null,
    ButtonEmoji? Emoji = null,
    bool? Disabled = null, IReadOnlyList<SelectOption>? Options = null, string? Placeholder = null);

internal enum ComponentType
{
    Button = 2,
    Select = 3,
}

internal enum ButtonStyle
{
    Primary = 1,
    Secondary = 2,
    Success = 3,
    Danger = 4,
    Link = 5,
}

internal sealed record ButtonEmoji(string Name);

internal sealed record SelectOption(string Label, string Value, string? Description = null, bool? Default = null);

/// <summary>A window with fields.</summary>
/// <param name="CustomId">1 to 100 characters.</param>
/// <param name="Title">At most 45 characters.</param>
/// <param name="Fields">1 to 5.</param>
internal sealed record Modal(string CustomId, string Title, IReadOnlyList<ModalField> Fields);

/// <param name="Label">At most 45 characters.</param>
/// <param name="Value">What it holds at first, at most 4000 characters.</param>
internal sealed record ModalField(
    string CustomId, string Label, string Value = "", bool IsLong = false, bool IsRequired = true, int MostCharacters = 4000);
