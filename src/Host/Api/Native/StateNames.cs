using Atelier.Host.Api.Errors;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Api.Native;

/// <summary>States as a list's query names them.</summary>
internal static class StateNames
{
    /// <returns>Null where none is named.</returns>
    /// <exception cref="ApiException">One is unknown.</exception>
    public static IReadOnlyList<JobState>? Read(string[]? names) => names is null or [] ? null :
    [
        .. names.Select(
            name => Enum.TryParse<JobState>(name, ignoreCase: true, out var state) && !char.IsAsciiDigit(name[0]) && name[0] != '-'
            ? state
            : throw new ApiException(
                ApiError.Invalid(
                    "state", $"{OneLine.Quoted(name)} is unknown; it must be waiting, running, succeeded, failed or canceled"))),
    ];
}
