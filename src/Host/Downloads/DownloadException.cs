namespace Atelier.Host.Downloads;

/// <summary>A download that cannot be made. The message is one line, for people: what is wrong, and the way out.</summary>
/// <param name="fault">Whose fault it is.</param>
/// <param name="field">The field of the request that has to change; null where none would help.</param>
internal sealed class DownloadException(DownloadFault fault, string message, string? field = null, Exception? inner = null)
    : Exception(message, inner)
{
    public DownloadFault Fault { get; } = fault;

    public string? Field { get; } = field;
}

/// <summary>Why a download cannot be made.</summary>
internal enum DownloadFault
{
    /// <summary>What was asked for cannot be.</summary>
    BadRequest,

    /// <summary>The hub has no such thing.</summary>
    NotFound,

    /// <summary>The hub wants a token, another token, or its conditions accepted.</summary>
    Denied,

    /// <summary>There is a model of that name, or the same download is under way.</summary>
    Exists,

    /// <summary>Too many wait.</summary>
    Full,

    /// <summary>The hub cannot be reached, or does not do as it says.</summary>
    HubFailed,

    /// <summary>What came is not what was announced, or nothing that is opened here.</summary>
    WrongContent,

    /// <summary>The disk is full.</summary>
    NoSpace,
}
