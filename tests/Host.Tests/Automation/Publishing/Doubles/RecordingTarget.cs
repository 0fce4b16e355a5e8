using System.Globalization;
using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Tests.Automation.Publishing.Doubles;

/// <summary>A target that remembers what it took, and fails when it is told to.</summary>
internal sealed class RecordingTarget(string kind) : IPublishTarget
{
    public string Kind => kind;

    public List<Publication> Taken { get; } = [];

    /// <summary>The number of the publication that it shows.</summary>
    public int Shown => NumberOf(Taken[^1].Id);

    public bool Failing { get; set; }

    public Exception? Unexpected { get; set; }

    /// <summary>Happens before it takes one.</summary>
    public Action Before { get; set; } = () => { };

    public static int NumberOf(string id) => int.Parse(id[3..], CultureInfo.InvariantCulture);

    public IEnumerable<(string Field, string Problem)> Check(JsonElement settings) => [];

    public Task<PublishedPlace> PublishAsync(Publication publication, JsonElement settings, CancellationToken cancellation)
    {
        Before();
        cancellation.ThrowIfCancellationRequested();
        if (Unexpected is not null)
        {
            throw Unexpected;
        }

        if (Failing)
        {
            throw new RunException("publish_failed", "the disk is full");
        }

        Taken.Add(publication);
        return Task.FromResult(new PublishedPlace(kind, $"the {kind}"));
    }
}
