using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Making.Messages;

namespace Atelier.DiscordBot.Looks;

/// <summary>An embed that keeps Discord's limits, whatever is put into it.</summary>
internal sealed class Card(string title, string? description = null)
{
    private const int Colour = 0xB0703C;
    private const int MostFields = 25;
    private const int MostCharacters = 6000;

    private readonly List<EmbedField> _fields = [];

    // Some is kept for a last field that says how many there was no room for.
    private int _left = MostCharacters - 300 - title.Length - Math.Min(description?.Length ?? 0, 4096);
    private int _omitted;

    /// <summary>Adds a field; without a value it is left out.</summary>
    public Card With(string name, string? value, bool inline = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return this;
        }

        var field = new EmbedField(MessageText.Shorten(name, 256), MessageText.Shorten(value, 1024), inline);
        var size = field.Name.Length + field.Value.Length;
        if (_omitted > 0 || _fields.Count == MostFields - 1 || size > _left)
        {
            _omitted++;
        }
        else
        {
            _fields.Add(field);
            _left -= size;
        }

        return this;
    }

    public Embed Embed() => new(
        MessageText.Shorten(title, 256), description is null ? null : MessageText.Shorten(description, 4096), Colour,
        _omitted == 0 ? _fields.Count == 0 ? null : _fields : [.. _fields, new EmbedField("…", $"and {_omitted} more")]);

    /// <summary>As a message for the user alone, or for all.</summary>
    public MessageBody Message(bool ephemeral = true, params ActionRow[] rows) =>
        new(Embeds: [Embed()], Components: rows.Length == 0 ? null : rows, Flags: ephemeral ? MessageFlags.Ephemeral : null);
}
