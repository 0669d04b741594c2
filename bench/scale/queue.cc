// What a JetStream work queue carries: publishes N messages with an id each (the queue deduplicates by it), then takes
// and acknowledges all of them in batches. Prints both rates. Built and run by bench/scale/measure.sh, against its own
// nats-server.
//   queue nats://127.0.0.1:PORT N
#include <nats/nats.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void expect(natsStatus status, const char* doing) {
    if (status == NATS_OK) return;
    std::fprintf(stderr, "%s: %s\n", doing, natsStatus_GetText(status));
    std::exit(1);
}

double seconds_since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace

int main(int, char** argv) {
    const int messages = std::atoi(argv[2]);
    natsConnection* connection = nullptr;
    jsCtx* stream = nullptr;
    expect(natsConnection_ConnectTo(&connection, argv[1]), "connecting");
    expect(natsConnection_JetStream(&stream, connection, nullptr), "opening JetStream");
    jsStreamConfig config;
    jsStreamConfig_Init(&config);
    const char* subjects[] = {"stage.*"};
    config.Name = "stages";
    config.Subjects = subjects;
    config.SubjectsLen = 1;
    config.Retention = js_WorkQueuePolicy;
    config.Storage = js_FileStorage;
    expect(js_AddStream(nullptr, stream, &config, nullptr, nullptr), "making the stream");

    auto began = std::chrono::steady_clock::now();
    const std::string body(200, 'x');  // an episode's id and a stage's key
    for (int i = 0; i < messages; ++i) {
        const std::string id = "key-" + std::to_string(i);
        jsPubOptions options;
        jsPubOptions_Init(&options);
        options.MsgId = id.c_str();
        expect(js_Publish(nullptr, stream, "stage.analysis", body.data(), static_cast<int>(body.size()), &options,
                          nullptr),
               "publishing");
    }
    std::printf("published, each acknowledged: %.0f a second\n", messages / seconds_since(began));

    natsSubscription* worker = nullptr;
    jsSubOptions how;
    jsSubOptions_Init(&how);
    how.Config.AckWait = 60'000'000'000;
    expect(js_PullSubscribe(&worker, stream, "stage.*", "workers", nullptr, &how, nullptr), "subscribing");
    began = std::chrono::steady_clock::now();
    for (int taken = 0; taken < messages;) {
        natsMsgList list;
        expect(natsSubscription_Fetch(&list, worker, 16, 10'000, nullptr), "taking");
        for (int i = 0; i < list.Count; ++i) expect(natsMsg_AckSync(list.Msgs[i], nullptr, nullptr), "acknowledging");
        taken += list.Count;
        natsMsgList_Destroy(&list);
    }
    std::printf("taken and acknowledged, each confirmed: %.0f a second\n", messages / seconds_since(began));
    natsSubscription_Destroy(worker);
    jsCtx_Destroy(stream);
    natsConnection_Destroy(connection);
}
