using System.Text.Json;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Styles;

/// <summary>Styles: a guild's own, kept in the store, and the server's.</summary>
internal sealed class StyleShelf(IFrontEndHost host)
{
    private const int Most = 50;

    /// <summary>All that can be named there, the guild's first; one of a guild hides the server's of its name.</summary>
    public async Task<IReadOnlyList<StyleChoice>> OfAsync(string? guild, CancellationToken cancellation) =>
    [
        .. (await OwnAsync(guild, cancellation)).Select(style => new StyleChoice(style.Name, style.Prompt, style.NegativePrompt))
            .Concat((await host.Catalog.ReadAsync(cancellation)).Styles)
            .DistinctBy(style => style.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The guild's own.</summary>
    public async Task<IReadOnlyList<KeptStyle>> OwnAsync(string? guild, CancellationToken cancellation) =>
        guild is not null && await host.Store.GetAsync(Key(guild), cancellation) is { } text
            ? JsonSerializer.Deserialize(text, CommandsJson.Default.IReadOnlyListKeptStyle) ?? []
            : [];

    /// <summary>Adds one, or changes the one of its name.</summary>
    /// <exception cref="Refusal">There are too many.</exception>
    public async Task PutAsync(string guild, KeptStyle style, CancellationToken cancellation)
    {
        var others = (await OwnAsync(guild, cancellation)).Where(other => !Same(other.Name, style.Name)).ToList();
        if (others.Count >= Most)
        {
            throw new Refusal($"This server has {Most} styles of its own, which is as many as it may have. Please remove one first.");
        }

        await WriteAsync(guild, [.. others, style], cancellation);
    }

    /// <returns>False where there is none.</returns>
    public async Task<bool> RemoveAsync(string guild, string name, CancellationToken cancellation)
    {
        var own = await OwnAsync(guild, cancellation);
        var left = own.Where(style => !Same(style.Name, name)).ToList();
        await WriteAsync(guild, left, cancellation);
        return left.Count < own.Count;
    }

    private Task WriteAsync(string guild, IReadOnlyList<KeptStyle> styles, CancellationToken cancellation) =>
        host.Store.SetAsync(Key(guild), JsonSerializer.Serialize(styles, CommandsJson.Default.IReadOnlyListKeptStyle), null, cancellation);

    private static string Key(string guild) => "styles/" + guild;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A guild's own style.</summary>
internal sealed record KeptStyle(string Name, string Prompt, string NegativePrompt);
