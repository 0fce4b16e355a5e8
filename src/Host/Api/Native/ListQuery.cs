using System.Globalization;
using Atelier.Host.Api.Errors;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Native;

/// <summary>What every list takes: how many, and where to go on.</summary>
/// <param name="Limit">How many: 1 to 200. Default 50.</param>
/// <param name="Cursor">A page's <c>next</c>.</param>
internal sealed record ListQuery(string? Limit, string? Cursor)
{
    private const int Usual = 50;
    private const int Most = 200;

    /// <exception cref="ApiException">It is no number from 1 to 200.</exception>
    public int Count() => Limit is null ? Usual
        : int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Most ? count
        : throw new ApiException(ApiError.Invalid("limit", $"{OneLine.Quoted(Limit)} is not possible; it must be from 1 to {Most}"));

    /// <exception cref="ApiException">It is no cursor.</exception>
    public string? Before() => Before(Ids.AreLike);

    /// <summary>As <see cref="Before()"/>, of a list whose ids are others.</summary>
    public string? Before(Func<string, bool> areIds) => Cursor is null || areIds(Cursor) ? Cursor
        : throw new ApiException(ApiError.Invalid("cursor", "is none of this server's; take it from a page's next"));
}
