using System.Text;
using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Webhooks.Out;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Webhooks.Out;

public class MessageBodyTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 29, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_job_is_told_with_its_end_and_links_to_its_pictures()
    {
        var data = Read(new MessageBody("https://pictures.example").Of(Event("job.succeeded"), Job(JobState.Succeeded, pictures: 2)))
            .GetProperty("data");

        Assert.Equal(
            ("J", "succeeded", "https://pictures.example/api/v1/jobs/J"), (Text(data, "id"), Text(data, "state"), Text(data, "url")));
        Assert.Equal(2, data.GetProperty("pictureCount").GetInt32());
        Assert.Equal("https://pictures.example/api/v1/pictures/P0/file", Text(data.GetProperty("pictures")[0], "url"));
        Assert.Equal("https://pictures.example/api/v1/pictures/P1/thumbnail", Text(data.GetProperty("pictures")[1], "thumbnailUrl"));
    }

    [Fact]
    public void It_has_type_timestamp_and_data()
    {
        var body = Read(new MessageBody(null).Of(Event("schedule.missed", """{"schedule":"hero","url":"/api/v1/schedules/hero"}"""), null));

        Assert.Equal(["type", "timestamp", "data"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("schedule.missed", "2026-03-29T07:00:00Z"), (Text(body, "type"), Text(body, "timestamp")));
        Assert.Equal("/api/v1/schedules/hero", Text(body.GetProperty("data"), "url"));
    }

    [Fact]
    public void An_earlier_state_is_told_as_it_was_though_the_job_has_moved_on()
    {
        var data = Read(new MessageBody(null).Of(Event("job.running"), Job(JobState.Succeeded, pictures: 1))).GetProperty("data");

        Assert.Equal("running", Text(data, "state"));
        Assert.False(data.TryGetProperty("pictures", out _));
    }

    [Fact]
    public void A_job_whose_record_is_gone_is_told_by_its_id() =>
        Assert.Equal("J", Text(Read(new MessageBody(null).Of(Event("job.failed"), null)).GetProperty("data"), "id"));

    [Fact]
    public void However_much_there_is_to_tell_it_stays_below_20_kB()
    {
        var long_ = JsonSerializer.Serialize(new { id = "R", prompt = new string('ä', 50_000), list = Enumerable.Range(0, 10_000) });
        var many = new MessageBody("https://pictures.example").Of(Event("job.succeeded"), Job(JobState.Succeeded, pictures: 500));
        var much = new MessageBody(null).Of(Event("recipe.succeeded", long_), null);

        Assert.True(Encoding.UTF8.GetByteCount(many) < 20_000);
        Assert.Equal(
            (500, 20), (Read(many).GetProperty("data").GetProperty("pictureCount").GetInt32(),
                Read(many).GetProperty("data").GetProperty("pictures").GetArrayLength()));
        Assert.True(Encoding.UTF8.GetByteCount(much) < 20_000);
        Assert.Equal(
            ("R", true),
            (Text(Read(much).GetProperty("data"), "id"), Read(much).GetProperty("data").GetProperty("shortened").GetBoolean()));
    }

    private static StoredEvent Event(string type, string? data = null) =>
        new(1, type.StartsWith("job.", StringComparison.Ordinal) ? "J" : "", "ann", type, At, data);

    private static Job Job(JobState state, int pictures) => new()
    {
        Id = "J",
        Owner = "ann",
        Source = "api",
        State = state,
        Request = new GenerationRequest { Prompt = new string('x', 3000), Model = "starter", Seed = 42 },
        CreatedAt = At,
        EndedAt = At,
        Pictures = [.. Enumerable.Range(0, pictures).Select(index => new JobPicture($"P{index}", "aa", "png", 64, 64, 100, 42))],
    };

    private static JsonElement Read(string body) => JsonElement.Parse(body);

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
