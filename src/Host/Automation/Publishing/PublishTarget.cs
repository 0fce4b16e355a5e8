using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Automation.Publishing;

/// <summary>A target whose settings are a record.</summary>
/// <typeparam name="T">The record: each of its properties is a setting, <c>kind</c> among them.</typeparam>
internal abstract class PublishTarget<T> : IPublishTarget
    where T : TargetSettings
{
    public abstract string Kind { get; }

    public IEnumerable<(string Field, string Problem)> Check(JsonElement settings)
    {
        try
        {
            var read = StrictJson.Read<T>(settings);
            return [.. read.CommonProblems(), .. Problems(read)];
        }
        catch (ApiException exception)
        {
            var problems = exception.Error.Problems;
            return problems.Count > 0 ? problems.Select(problem => (problem.Field, problem.Detail)) : [("", exception.Error.Detail)];
        }
    }

    public async Task<PublishedPlace> PublishAsync(Publication publication, JsonElement settings, CancellationToken cancellation)
    {
        PublicationRules.Check(publication);
        if (Check(settings).FirstOrDefault() is { Problem: not null } problem)
        {
            throw new RunException("invalid_target", $"{Kind}: {problem.Field} {problem.Problem}", problem.Field);
        }

        return await PublishAsync(publication, StrictJson.Read<T>(settings), cancellation);
    }

    protected abstract IEnumerable<(string Field, string Problem)> Problems(T settings);

    protected abstract Task<PublishedPlace> PublishAsync(Publication publication, T settings, CancellationToken cancellation);
}
