using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Automation.Publishing;

/// <summary>
/// Has targets of other people's servers forget what is older. They cannot all be asked what they hold, so the server's own record of what
/// it published says what there is to remove.
/// </summary>
internal sealed partial class OldVersions(PublishingOptions options, ILogger<OldVersions> logger)
{
    /// <summary>
    /// How many are removed together: each publication makes one old, and one that could not be removed is tried with the next two.
    /// </summary>
    private const int Together = 3;

    /// <summary>For settings: what is wrong with how many versions stay.</summary>
    public static IEnumerable<(string Field, string Problem)> Problems(int keep)
    {
        if (keep is < 0 or > 10_000)
        {
            yield return ("keep", $"is {keep}; it must be from 1 to 10000, or 0 to remove none");
        }
    }

    /// <param name="publication">What has just been published, and stays.</param>
    /// <param name="keep">How many stay, with it; 0 leaves all.</param>
    /// <param name="target">For the log.</param>
    /// <param name="remove">Removes a file by its path below the target's root. One that is not there is no failure.</param>
    public async Task RemoveAsync(Publication publication, int keep, string target, Func<string, Task> remove)
    {
        // What the record forgets next would stay for ever.
        var old = publication.Earlier.Skip(Math.Min(keep, options.Keep) - 1).Take(keep == 0 ? 0 : Together).ToList();
        try
        {
            foreach (var version in old)
            {
                foreach (var file in version.Files)
                {
                    await remove(PublicationIndex.PathOf(version.Name, version.Id, file.Name));
                }

                Removed(version.Name, version.Id, target);
            }
        }
        catch (RunException exception)
        {
            NotRemoved(target, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Removed {Name}, version {Version}, from {Target}")]
    private partial void Removed(string name, string version, string target);

    [LoggerMessage(
        LogLevel.Warning,
        "Old versions could not be removed from {Target}, and will be tried again with the next publication (keep: 0 leaves them): {Reason}")]
    private partial void NotRemoved(string target, string reason);
}
