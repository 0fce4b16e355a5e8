using System.Globalization;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>
/// What a button does, to what, and for whom: <c>v1|upscale|PICTURE|USER|2</c>. Everything else is read from the server by the id, so a
/// button works for as long as there is what it is about.
/// </summary>
/// <param name="Action">One of <see cref="ButtonActions"/>.</param>
/// <param name="Subject">A picture's id, or a job's.</param>
/// <param name="UserId">Who asked for it.</param>
/// <param name="Scale">How many times larger, of <see cref="ButtonActions.Upscale"/>; 0 elsewhere.</param>
/// <param name="IsHidden">Whether what is made by it is hidden until looked at.</param>
internal sealed record ButtonId(string Action, string Subject, string UserId, int Scale = 0, bool IsHidden = false)
{
    public const int Longest = 100;

    private const string Version = "v1";
    private const string Hidden = "hidden";

    /// <summary>Whether it is one of ours, of whatever version.</summary>
    public static bool IsOne(string? customId)
    {
        var bar = customId?.IndexOf('|') ?? -1;
        return bar > 1 && customId![0] == 'v' && customId.AsSpan(1, bar - 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>Null of another version, or of another shape.</summary>
    public static ButtonId? Read(string? customId) => customId?.Split('|') switch
    {
        [Version, { Length: > 0 } action, { Length: > 0 } subject, { Length: > 0 } user, var scale, .. ([] or [Hidden]) and var rest]
            when int.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var times) =>
                new ButtonId(action, subject, user, times, rest.Length > 0),
        _ => null,
    };

    /// <summary>Those of a message's buttons, in order.</summary>
    public static IReadOnlyList<ButtonId> Of(Message message) =>
    [
        .. (message.Components ?? []).SelectMany(row => row.Components).Select(component => Read(component.CustomId)).OfType<ButtonId>(),
    ];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version}|{Action}|{Subject}|{UserId}|{Scale}") + (IsHidden ? "|" + Hidden : "");
}
