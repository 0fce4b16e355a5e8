using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Tests.Webhooks.Out;

public class EventFilterTests
{
    [Theory]
    [InlineData("*", "plugin.failed", true)]
    [InlineData("job.*", "job.succeeded", true)]
    [InlineData("job.*", "jobs.succeeded", false)]
    [InlineData("job.failed", "job.failed", true)]
    [InlineData("job.failed", "job.failed2", false)]
    [InlineData("schedule.*", "job.failed", false)]
    public void A_filter_is_a_type_a_family_or_everything(string filter, string type, bool matches) =>
    Assert.Equal(matches, EventFilter.Matches([filter], type));

    [Theory]
    [InlineData("*")]
    [InlineData("job.*")]
    [InlineData("job.succeeded")]
    [InlineData("picture.created")]
    [InlineData("recipe.published")]
    [InlineData("webhook.disabled")]
    public void What_can_happen_can_be_asked_for(string filter) => Assert.Null(EventFilter.Problem(filter));

    [Theory]
    [InlineData("job", "it must be a type as job.succeeded, a family as job.*, or *")]
    [InlineData("", "it must be")]
    [InlineData("job.", "it must be")]
    [InlineData("a.b.c", "it must be")]
    [InlineData("jbo.*", "did you mean 'job'?")]
    [InlineData("job.suceeded", "did you mean 'job.succeeded'?")]
    [InlineData("picture.made", "is unknown")]
    public void What_never_happens_is_refused_with_what_was_meant(string filter, string problem) =>
    Assert.Contains(problem, EventFilter.Problem(filter));
}
