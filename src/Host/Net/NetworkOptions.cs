using System.Net;

namespace Atelier.Host.Net;

/// <summary>What the program may call.</summary>
internal sealed record NetworkOptions
{
    /// <summary>Networks that may be called though they are not public, such as <c>192.168.1.0/24</c>. Default: none.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];
}
