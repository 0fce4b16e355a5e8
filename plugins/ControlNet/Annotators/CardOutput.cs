namespace Atelier.ControlNet.Annotators;

/// <summary>What becomes of a network's output.</summary>
/// <param name="Name">The output's name; null takes the first.</param>
/// <param name="Values">How numbers become levels: <c>minmax</c>, <c>range</c>, <c>sigmoid</c>, <c>softmax</c>, <c>argmax</c> or
/// <c>keypoints</c>.</param>
/// <param name="From">With <c>range</c>: what becomes black.</param>
/// <param name="To">With <c>range</c>: what becomes white.</param>
/// <param name="Channel">The channel that is shown; null shows all of them.</param>
/// <param name="Invert">Whether black and white change places.</param>
/// <param name="Palette">With <c>argmax</c>: red, green and blue of each class.</param>
/// <param name="RowFirst">With <c>keypoints</c>: whether each begins with its row.</param>
/// <param name="InPixels">With <c>keypoints</c>: whether they are in the input's pixels, not in shares of its sides.</param>
/// <param name="Threshold">With <c>keypoints</c>: how sure the network must be of one.</param>
internal sealed record CardOutput(
    string? Name, string Values, float From, float To, int? Channel, bool Invert, IReadOnlyList<(byte R, byte G, byte B)> Palette,
    bool RowFirst, bool InPixels,
    float Threshold)
{
    private const int LargestChannel = 4095;
    private const float UsualThreshold = 0.3f;

    public static CardOutput Read(CardObject card)
    {
        var values = card.RequiredChoice("values", "minmax", "range", "sigmoid", "softmax", "argmax", "keypoints");
        var range = Only(card, values, "range", "range", card.Numbers("range", 2));
        if (range is not null && range[0] == range[1])
        {
            throw card.Wrong("range", "must be two different numbers");
        }

        var palette = Only(card, values, "argmax", "palette", card.Texts("palette"));
        if (values == "argmax" && palette is not { Count: > 0 })
        {
            throw card.Wrong("palette", "is missing; argmax needs a colour for each class");
        }

        var channel = card.Whole("channel", 0, LargestChannel);
        if (values == "softmax" && channel is null)
        {
            throw card.Wrong("channel", "is missing; softmax shows one channel's share");
        }

        var order = Only(card, values, "keypoints", "order", card.Has("order") ? card.Choice("order", "yx", "xy") : null);
        var units = Only(card, values, "keypoints", "units", card.Has("units") ? card.Choice("units", "share", "pixels") : null);
        var threshold = Only(card, values, "keypoints", "threshold", card.Numbers("threshold", 1));
        var output = new CardOutput(
            card.Text("name"), values, range?[0] ?? 0, range?[1] ?? 1, channel, card.Flag("invert"),
            [.. (palette ?? []).Select((text, i) => Colour(card, text, i))],
            order is null or "yx", units == "pixels", threshold?[0] ?? UsualThreshold);
        card.Done();
        return output;
    }

    private static T? Only<T>(CardObject card, string values, string allowed, string name, T? given)
        where T : class =>
        given is null || values == allowed ? given : throw card.Wrong(name, $"goes with values {allowed} only");

    private static (byte R, byte G, byte B) Colour(CardObject card, string text, int index)
    {
        var digits = text.Length == 7 && text[0] == '#' ? text.AsSpan(1) : default;
        return digits.Length > 0 && int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var colour)
            ? ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour)
            : throw card.Wrong($"palette.{index}", "must be a colour such as #8c8c8c");
    }
}
